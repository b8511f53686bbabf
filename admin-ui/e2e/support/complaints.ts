import type { BrowserContext } from "playwright-core";

/** Name of the function by which pages report violations of their Content-Security-Policy. */
const reportViolation = "__reportPolicyViolation";

/** Collects what goes wrong behind a page's back: errors on the console, uncaught errors, policy violations, dialogs. */
export class Complaints {
  private heard: string[] = [];
  private expected: RegExp[] = [];

  /** Listens to all pages of a cookie jar. */
  async listenTo(context: BrowserContext): Promise<void> {
    context.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") this.heard.push(`console: ${message.text()}`);
    });
    context.on("weberror", (error) => this.heard.push(`error: ${error.error().message}`));
    context.on("dialog", (dialog) => {
      this.heard.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await context.exposeFunction(reportViolation, (violation: string) => void this.heard.push(`policy: ${violation}`));
    await context.addInitScript((name) => {
      addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) => {
        const report = (globalThis as unknown as Record<string, (violation: string) => void>)[name];
        report?.(`${violatedDirective} refuses ${blockedURI} in ${sourceFile}`);
      });
    }, reportViolation);
  }

  /** Says that the running test will cause a complaint, such as that of a browser without network. */
  expect(complaint: RegExp): void {
    this.expected.push(complaint);
  }

  /** Whether a complaint was heard since the test began. */
  has(complaint: RegExp): boolean {
    return this.heard.some((heard) => complaint.test(heard));
  }

  /**
   * Forgets everything.
   *
   * @throws Error when something was heard that was not expected
   */
  clear(): void {
    const { heard, expected } = this;
    this.heard = [];
    this.expected = [];
    const others = heard.filter((complaint) => !expected.some((pattern) => pattern.test(complaint)));
    if (others.length > 0) throw new Error(`A page complained:\n${others.join("\n")}`);
  }
}
