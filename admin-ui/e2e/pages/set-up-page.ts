import type { Locator, Page } from "playwright-core";

/** The page behind the link that a new installation prints. */
export class SetUpPage {
  readonly username: Locator;
  readonly email: Locator;
  readonly password: Locator;
  readonly again: Locator;
  readonly submit: Locator;
  readonly errors: Locator;

  constructor(readonly page: Page) {
    this.username = page.getByLabel("Username:");
    this.email = page.getByLabel("Email address:");
    this.password = page.getByLabel("Password:", { exact: true });
    this.again = page.getByLabel("Password confirmation:");
    this.submit = page.getByRole("button", { name: "Make the superuser" });
    this.errors = page.getByRole("alert");
  }

  /** Fills in the form and sends it. */
  async fillIn({ username, password }: { username: string; password: string }): Promise<void> {
    await this.username.fill(username);
    await this.email.fill("root@example.com");
    await this.password.fill(password);
    await this.again.fill(password);
    await this.submit.click();
  }
}
