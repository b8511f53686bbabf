import type { Locator, Page } from "playwright-core";

import { ConsolePage } from "./console-page.js";

/** The question before something is deleted. */
export class DeletionPage extends ConsolePage {
  readonly yes: Locator;
  readonly no: Locator;
  readonly instead: Locator;

  constructor(page: Page) {
    super(page);
    this.yes = this.main.getByRole("button", { name: "Yes, I’m sure" });
    this.no = this.main.getByRole("button", { name: "No, take me back" });
    this.instead = this.main.getByRole("button", { name: "Deactivate instead" });
  }
}
