import { describe, expect, test } from "@jest/globals";

import { checkGroupName, normalizeGroupName } from "./group-name.js";

describe("the name of a group", () => {
  test("is trimmed, otherwise as given", () => {
    expect(normalizeGroupName(" \u00a0Editors  of News\n")).toBe("Editors  of News");
  });

  test.each(["Editors", "编辑", "Rédaction & Co.", "𝒂".repeat(150)])("may be %j", (name) => {
    expect(checkGroupName(name)).toEqual([]);
  });

  test.each([
    ["", "REQUIRED"],
    ["𝒂".repeat(151), "TOO_LONG"],
    ["a\0b", "INVALID"],
    ["a\nb", "INVALID"],
    ["a\u202eb", "INVALID"],
    ["a\ud800", "INVALID"],
  ])("may not be %j", (name, code) => {
    expect(checkGroupName(name)).toMatchObject([{ code }]);
  });
});
