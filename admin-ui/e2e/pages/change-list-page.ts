import type { Locator, Page } from "playwright-core";

import { ConsolePage } from "./console-page.js";

/** The list of a model. */
export class ChangeListPage extends ConsolePage {
  readonly search: Locator;
  readonly searchButton: Locator;
  /** `3 results (10 total)`. */
  readonly searchCount: Locator;
  readonly rows: Locator;
  readonly filters: Locator;
  readonly paginator: Locator;
  /** Ticks all rows of the page. */
  readonly tickPage: Locator;
  /** `3 of 100 selected`. */
  readonly selected: Locator;
  readonly action: Locator;
  readonly go: Locator;

  constructor(page: Page) {
    super(page);
    const searchForm = page.getByRole("search");
    this.search = searchForm.getByRole("textbox");
    this.searchButton = searchForm.getByRole("button", { name: "Search" });
    this.searchCount = searchForm.getByText(/\d+ results?/);
    this.rows = this.main.getByRole("row").filter({ has: page.getByRole("rowheader") });
    this.filters = page.getByRole("navigation", { name: "Filter" });
    this.paginator = page.getByRole("navigation", { name: /^Pages of/ });
    this.tickPage = this.main.getByRole("checkbox", { name: "Select all objects on this page for an action" });
    this.selected = this.main.getByText(/selected$/);
    this.action = this.main.getByLabel("Action:");
    this.go = this.main.getByRole("button", { name: "Go", exact: true });
  }

  /** What the rows are called, from above. */
  async names(): Promise<string[]> {
    return this.rows.getByRole("rowheader").allInnerTexts();
  }

  /** A choice of a filter, such as `Yes` of `By staff status`. */
  filterChoice(title: string, choice: string): Locator {
    return this.filters.getByRole("group").filter({ hasText: title }).getByRole("link", { name: choice, exact: true });
  }

  /** The link that sorts by a column. */
  heading(name: string): Locator {
    return this.columnHead(name).getByRole("link", { name, exact: true });
  }

  /** The head of a column, with its controls. */
  columnHead(name: string): Locator {
    return this.page.getByRole("columnheader").filter({ has: this.page.getByRole("link", { name, exact: true }) });
  }

  /** The box before a row. */
  tick(name: string): Locator {
    return this.main.getByRole("checkbox", { name: `Select this object for an action - ${name}`, exact: true });
  }

  /** Chooses an action and starts it. */
  async run(action: string): Promise<void> {
    await this.action.selectOption({ label: action });
    await this.go.click();
  }
}
