import type { Locator, Page } from "playwright-core";

/** What the account pages have in common. */
export class AccountPage {
  readonly main: Locator;
  /** What is wrong with no single field. */
  readonly note: Locator;
  readonly siteName: Locator;

  constructor(readonly page: Page) {
    this.main = page.getByRole("main");
    this.note = this.main.locator(".gatehouse-note");
    this.siteName = page.getByRole("banner").getByRole("link");
  }

  /** The title of a page. */
  title(name: string): Locator {
    return this.page.getByRole("heading", { level: 1, name, exact: true });
  }

  /** An input by its label. */
  field(label: string): Locator {
    return this.main.getByRole("textbox", { name: new RegExp(`^${label}( \\(optional\\))?$`) }).or(this.password(label));
  }

  button(name: string): Locator {
    return this.main.getByRole("button", { name, exact: true });
  }

  link(name: string): Locator {
    return this.main.getByRole("link", { name, exact: true });
  }

  /** Types into fields, by their labels, and sends them by a button. */
  async send(fields: Readonly<Record<string, string>>, button: string): Promise<void> {
    for (const [label, value] of Object.entries(fields)) await this.field(label).fill(value);
    await this.button(button).click();
  }

  /** Logs in by the form. */
  async logIn({ username, password }: { username: string; password: string }): Promise<void> {
    await this.send({ "Username or email address": username, Password: password }, "Log in");
  }

  /** Passwords have no role. */
  private password(label: string): Locator {
    return this.main.getByLabel(label, { exact: true }).and(this.page.locator("input[type=password]"));
  }
}
