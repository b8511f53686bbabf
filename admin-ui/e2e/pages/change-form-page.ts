import type { Locator, Page } from "playwright-core";

import { Chooser } from "./chooser.js";
import { ConsolePage } from "./console-page.js";

/** The form in which an object is added, changed or viewed. */
export class ChangeFormPage extends ConsolePage {
  readonly save: Locator;
  readonly saveAndAdd: Locator;
  readonly saveAndContinue: Locator;
  readonly delete: Locator;
  readonly history: Locator;
  /** What is wrong with the form as a whole. */
  readonly note: Locator;

  constructor(page: Page) {
    super(page);
    this.save = this.main.getByRole("button", { name: "Save", exact: true });
    this.saveAndAdd = this.main.getByRole("button", { name: "Save and add another" });
    this.saveAndContinue = this.main.getByRole("button", { name: "Save and continue editing" });
    this.delete = this.main.getByRole("link", { name: "Delete", exact: true });
    this.history = this.main.getByRole("link", { name: "History" });
    this.note = this.main.getByRole("alert");
  }

  /** An input by its label, as `First name`. */
  field(label: string): Locator {
    return this.main.getByLabel(`${label}:`, { exact: true });
  }

  /** A box to tick, or one of some choices. */
  box(label: string): Locator {
    return this.main.getByRole("checkbox", { name: label, exact: true }).or(this.main.getByRole("radio", { name: label, exact: true }));
  }

  /** The value of a field that cannot be changed. */
  value(label: string): Locator {
    return this.main.getByRole("group", { name: `${label}:`, exact: true });
  }

  /** The two boxes of some choices, as `groups`. */
  chooser(plural: string): Chooser {
    return new Chooser(this.main, plural);
  }
}
