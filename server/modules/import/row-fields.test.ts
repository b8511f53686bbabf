import { describe, expect, test } from "@jest/globals";

import { RowFields } from "./row-fields.js";

function faultsAfter(value: unknown, read: (fields: RowFields) => unknown): string[] {
  const fields = new RowFields("line 7", { it: value });
  read(fields);
  return fields.faults.map(({ place, field, code }) => `${place} ${field} ${code}`);
}

describe("the fields of a row", () => {
  test.each([
    ["2026-01-31T12:00:00Z", "2026-01-31T12:00:00.000Z"],
    ["2026-01-31T12:00:00.123456+02:00", "2026-01-31T10:00:00.123Z"],
    ["2026-01-31 12:00:00+02", "2026-01-31T10:00:00.000Z"],
    ["2026-01-31T12:00", "2026-01-31T12:00:00.000Z"],
  ])("read the time %s", (text, time) => {
    expect(new RowFields("line 7", { it: text }).time("it").toISOString()).toBe(time);
  });

  test.each([
    [true, true],
    ["False", false],
    [1, true],
    ["0", false],
  ])("read the flag %s", (value, flag) => {
    expect(new RowFields("line 7", { it: value }).flag("it")).toBe(flag);
  });

  test.each<[string, unknown, (fields: RowFields) => unknown, string]>([
    ["no text", undefined, (fields) => fields.text("it"), "line 7 it REQUIRED"],
    ["a number as text", 5, (fields) => fields.text("it"), "line 7 it INVALID"],
    ["NUL", "a\0", (fields) => fields.text("it"), "line 7 it INVALID"],
    ["half a character", "\ud800", (fields) => fields.text("it"), "line 7 it INVALID"],
    ["a long text", "🔑🔑🔑", (fields) => fields.text("it", { limit: 2 }), "line 7 it TOO_LONG"],
    ["no flag", null, (fields) => fields.flag("it"), "line 7 it REQUIRED"],
    ["a word as flag", "yes", (fields) => fields.flag("it"), "line 7 it INVALID"],
    ["an object as flag", {}, (fields) => fields.flag("it"), "line 7 it INVALID"],
    ["no time", undefined, (fields) => fields.time("it"), "line 7 it REQUIRED"],
    ["a day that never was", "2026-02-31T12:00:00Z", (fields) => fields.optionalTime("it"), "line 7 it INVALID"],
    ["words as time", "yesterday", (fields) => fields.optionalTime("it"), "line 7 it INVALID"],
    ["endless time", Infinity, (fields) => fields.optionalTime("it"), "line 7 it INVALID"],
    ["a text as list", "a", (fields) => fields.list("it", String), "line 7 it INVALID"],
    ["an unknown element", [1], (fields) => fields.list("it", () => undefined), "line 7 it NOT_FOUND"],
  ])("refuse %s", (_name, value, read, fault) => {
    expect(faultsAfter(value, read)).toContain(fault);
  });
});
