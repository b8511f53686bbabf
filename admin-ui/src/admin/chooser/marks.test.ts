import { expect, test } from "@jest/globals";

import { matching, steppedMark, without } from "./marks.js";

const choices = ["Account managers", "Auditors", "Billing"].map((label) => ({ value: label, label }));

test("a filter wants every word somewhere, ignoring case", () => {
  expect(matching(choices, "MAN acc").map(({ value }) => value)).toEqual(["Account managers"]);
  expect(matching(choices, "man bill")).toEqual([]);
  expect(matching(choices, "  ")).toHaveLength(3);
});

test("without takes choices away by their value", () => {
  expect(without(choices, [{ value: "Auditors", label: "renamed" }]).map(({ value }) => value)).toEqual(["Account managers", "Billing"]);
});

test("the mark goes around at both ends", () => {
  expect(steppedMark(choices, [], 1)).toEqual(["Account managers"]);
  expect(steppedMark(choices, [], -1)).toEqual(["Billing"]);
  expect(steppedMark(choices, ["Billing"], 1)).toEqual(["Account managers"]);
  expect(steppedMark(choices, ["Account managers"], -1)).toEqual(["Billing"]);
  expect(steppedMark([], ["Billing"], 1)).toEqual([]);
});
