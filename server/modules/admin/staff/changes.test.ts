import { describe, expect, test } from "@jest/globals";

import { changesBetween } from "./changes.js";

describe("changesBetween", () => {
  test("names only what is different, with both values", () => {
    expect(changesBetween({ name: "old", isActive: true }, { name: "new", isActive: true })).toEqual({ name: { from: "old", to: "new" } });
  });

  test("shows times as text, and equal ones as no change", () => {
    const [before, after] = [new Date(0), new Date(1)];
    expect(changesBetween({ at: before }, { at: after })).toEqual({
      at: { from: "1970-01-01T00:00:00.000Z", to: "1970-01-01T00:00:00.001Z" },
    });
    expect(changesBetween({ at: before }, { at: new Date(0) })).toEqual({});
  });

  test("compares lists of names as sets", () => {
    expect(changesBetween({ groups: ["b", "a"] }, { groups: ["a", "b"] })).toEqual({});
    expect(changesBetween({ groups: ["b", "a"] }, { groups: ["c"] })).toEqual({ groups: { from: ["a", "b"], to: ["c"] } });
  });

  test("shows what was made and what was deleted against null", () => {
    expect(changesBetween(null, { name: "new", email: null })).toEqual({ name: { from: null, to: "new" } });
    expect(changesBetween({ name: "old" }, null)).toEqual({ name: { from: "old", to: null } });
  });
});
