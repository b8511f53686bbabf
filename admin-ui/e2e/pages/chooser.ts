import type { Locator } from "playwright-core";

/** Two boxes between which choices move. */
export class Chooser {
  readonly available: Locator;
  readonly chosen: Locator;
  readonly filter: Locator;
  readonly chosenFilter: Locator;
  readonly choose: Locator;
  readonly remove: Locator;
  readonly chooseAll: Locator;
  readonly removeAll: Locator;

  /** @param plural what the choices are called together, such as `groups` */
  constructor(around: Locator, plural: string) {
    this.available = around.getByLabel(`Available ${plural}`, { exact: true });
    this.chosen = around.getByLabel(`Chosen ${plural}`, { exact: true });
    this.filter = around.getByLabel(`Filter the available ${plural}`);
    this.chosenFilter = around.getByLabel(`Filter the chosen ${plural}`);
    this.choose = around.getByRole("button", { name: `Choose the marked ${plural}` });
    this.remove = around.getByRole("button", { name: `Remove the marked ${plural}` });
    this.chooseAll = around.getByRole("button", { name: `Choose all ${plural}` });
    this.removeAll = around.getByRole("button", { name: `Remove all ${plural}` });
  }

  /** What stands in a box, from above. */
  async labels(box: Locator): Promise<string[]> {
    return box.getByRole("option").allInnerTexts();
  }
}
