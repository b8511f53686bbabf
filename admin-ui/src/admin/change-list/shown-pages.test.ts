import { describe, expect, test } from "@jest/globals";

import { shownPages } from "./shown-pages.js";

/** Pages as people see them, with `…` for a gap. */
function shown(pages: number, current: number): string {
  return shownPages(pages, current)
    .map((page) => page ?? "…")
    .join(" ");
}

describe("the paginator shows", () => {
  test.each([
    ["no page of an empty list", 0, 1, ""],
    ["the only page", 1, 1, "1"],
    ["all of up to ten pages", 10, 5, "1 2 3 4 5 6 7 8 9 10"],
    ["the beginning without a gap up to page seven", 12, 6, "1 2 3 4 5 6 7 8 9 10 11 12"],
    ["a gap behind as soon as it leaves something out", 13, 6, "1 2 3 4 5 6 7 8 9 … 12 13"],
    ["gaps on both sides from page eight on", 15, 8, "1 2 … 5 6 7 8 9 10 11 … 14 15"],
    ["three neighbours and two at each end of a long list", 1000, 8, "1 2 … 5 6 7 8 9 10 11 … 999 1000"],
    ["page seven of a long list from the beginning", 1000, 7, "1 2 3 4 5 6 7 8 9 10 … 999 1000"],
    ["the first page of a long list", 1000, 1, "1 2 3 4 … 999 1000"],
    ["the last page of a long list", 1000, 1000, "1 2 … 997 998 999 1000"],
    ["the end without a gap when it is near", 13, 7, "1 2 3 4 5 6 7 8 9 10 11 12 13"],
  ])("%s", (_what, pages, current, expected) => {
    expect(shown(pages, current)).toBe(expected);
  });
});
