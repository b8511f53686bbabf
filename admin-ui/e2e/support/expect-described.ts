import { expect } from "@jest/globals";
import type { Locator } from "playwright-core";

import { expectSoon } from "./expect-soon.js";

/** Expects a field to be marked as wrong, now or soon, and its description to say why. */
export async function expectDescribed(field: Locator, why: string): Promise<void> {
  await expectSoon(
    async () =>
      field.evaluate((input) => {
        const ids = input.getAttribute("aria-describedby")?.split(" ") ?? [];
        return `${input.getAttribute("aria-invalid") ?? ""} ${ids.map((id) => document.getElementById(id)?.textContent).join(" ")}`;
      }),
    expect.stringMatching(new RegExp(`^true .*${why}`)),
  );
}
