import type { Locator, Page } from "playwright-core";

/** What all pages of the console have for logged-in staff. */
export class ConsolePage {
  readonly skipLink: Locator;
  readonly header: Locator;
  readonly logOut: Locator;
  readonly changePassword: Locator;
  readonly themeButton: Locator;
  /** Stands above everything while a superuser acts as somebody else. */
  readonly impersonation: Locator;
  readonly breadcrumbs: Locator;
  readonly sidebar: Locator;
  readonly main: Locator;
  /** Messages above the title. */
  readonly messages: Locator;

  constructor(readonly page: Page) {
    this.skipLink = page.getByRole("link", { name: "Skip to main content" });
    this.header = page.getByRole("banner");
    this.logOut = this.header.getByRole("button", { name: "Log out" });
    this.changePassword = this.header.getByRole("link", { name: "Change password" });
    this.themeButton = page.getByRole("button", { name: /Toggle theme/ });
    this.impersonation = page.getByRole("complementary", { name: "Acting as somebody else" });
    this.breadcrumbs = page.getByRole("navigation", { name: "Breadcrumbs" });
    this.sidebar = page.getByRole("navigation", { name: "Sidebar" });
    this.main = page.getByRole("main");
    this.messages = page.getByRole("status").getByRole("listitem");
  }

  /** The title of a page. */
  title(text: string | RegExp): Locator {
    return this.page.getByRole("heading", { level: 1, name: text });
  }

  /** A link by its whole text, in small letters or capitals. */
  link(name: string): Locator {
    return this.main.getByRole("link", { name: new RegExp(`^${name}$`, "i") });
  }
}
