import { describe, expect, test } from "@jest/globals";
import { checkPersonName, normalizePersonName } from "./person-name.js";

const codes = (raw: string) => checkPersonName(normalizePersonName(raw)).map((fault) => fault.code);

describe("normalizePersonName", () => {
  test("trims both ends and changes nothing else", () => {
    expect(normalizePersonName(" Marie\u00a0Ｃurie\n")).toBe("Marie\u00a0Ｃurie");
  });
});

describe("checkPersonName", () => {
  test.each([
    ["blank", ""],
    ["punctuation", "O’Hara-Smith, Jr."],
    ["combining marks", "हिन्दी"],
    ["a zero-width non-joiner, as Persian writes it", "مهدی\u200cزاده"],
    ["a right-to-left mark", "דוד\u200f"],
    ["emoji with joiners", "👩\u200d🚀"],
  ])("accepts %s", (_, name) => {
    expect(codes(name)).toEqual([]);
  });

  test.each([
    ["NUL", "a\0b"],
    ["a line break", "Anna\r\nBcc: b@y.org"],
    ["a tab", "a\tb"],
    ["an escape sequence", "\u001b[2J"],
    ["a C1 control", "a\u009bb"],
    ["a line separator", "a\u2028b"],
    ["a lone surrogate", "a\ud83d"],
    ["a right-to-left override", "a\u202eb"],
    ["an isolate", "a\u2066b"],
  ])("refuses %s", (_, name) => {
    expect(codes(name)).toEqual(["INVALID"]);
  });

  test("accepts 150 code points and names the limit above", () => {
    expect(codes("😀".repeat(150))).toEqual([]);
    expect(checkPersonName("😀".repeat(151))).toEqual([expect.objectContaining({ code: "TOO_LONG", params: { maxLength: 150 } })]);
  });
});
