import { expect, test } from "@jest/globals";

import { isPageTicked, noTicks, pageTicked, ticked, tickedRows } from "./ticks.js";

const rows = ["a", "b", "c", "d", "e"];
const click = (id: string, isTicked = true, isRange = false) => ({ id, isTicked, isRange });

test("a click ticks one row, and another click takes it back", () => {
  const once = ticked(noTicks, rows, click("b"));
  expect(tickedRows(once, rows)).toEqual(["b"]);
  expect(tickedRows(ticked(once, rows, click("b", false)), rows)).toEqual([]);
});

test("a click with Shift ticks all rows from the last one that was clicked, in either direction", () => {
  expect(tickedRows(ticked(ticked(noTicks, rows, click("d")), rows, click("b", true, true)), rows)).toEqual(["b", "c", "d"]);
});

test("a click with Shift takes a range back", () => {
  const range = ticked({ ...pageTicked(rows, true), last: "b" }, rows, click("d", false, true));
  expect(tickedRows(range, rows)).toEqual(["a", "e"]);
});

test("a first click with Shift ticks its row only", () => {
  expect(tickedRows(ticked(noTicks, rows, click("c", true, true)), rows)).toEqual(["c"]);
});

test("all rows of a page, ticked one by one, are the page; those of an empty page are not", () => {
  const all = rows.reduce((ticks, id) => ticked(ticks, rows, click(id)), noTicks);
  expect([isPageTicked(all, rows), isPageTicked(noTicks, [])]).toEqual([true, false]);
});

test("a tick of one row ends the selection of the whole list", () => {
  const across = { ...pageTicked(rows, true), across: 500 };
  expect(ticked(across, rows, click("a", false)).across).toBeNull();
});

test("rows that have gone do not count", () => {
  expect(tickedRows(pageTicked(rows, true), ["b", "x"])).toEqual(["b"]);
});
