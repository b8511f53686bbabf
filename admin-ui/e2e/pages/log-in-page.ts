import type { Locator, Page } from "playwright-core";

/** The door of the console. */
export class LogInPage {
  readonly username: Locator;
  readonly password: Locator;
  readonly submit: Locator;
  readonly error: Locator;

  constructor(readonly page: Page) {
    this.username = page.getByLabel("Username:");
    this.password = page.getByLabel("Password:");
    this.submit = page.getByRole("button", { name: "Log in" });
    this.error = page.getByRole("alert");
  }

  /** Fills in the form and sends it. */
  async logIn({ username, password }: { username: string; password: string }): Promise<void> {
    await this.username.fill(username);
    await this.password.fill(password);
    await this.submit.click();
  }
}
