import type { Locator, Page } from "playwright-core";

import { ConsolePage } from "./console-page.js";

/** The page on which staff changes the own password. */
export class PasswordChangePage extends ConsolePage {
  readonly old: Locator;
  readonly fresh: Locator;
  readonly again: Locator;
  readonly submit: Locator;
  readonly errors: Locator;

  constructor(page: Page) {
    super(page);
    this.old = page.getByLabel("Old password:");
    this.fresh = page.getByLabel("New password:");
    this.again = page.getByLabel("New password confirmation:");
    this.submit = page.getByRole("button", { name: "Change my password" });
    this.errors = page.getByRole("alert");
  }

  /** Fills in the form and sends it. */
  async change(old: string, fresh: string, again: string = fresh): Promise<void> {
    await this.old.fill(old);
    await this.fresh.fill(fresh);
    await this.again.fill(again);
    await this.submit.click();
  }
}
