import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { checkUsername, normalizeUsername, usernameKey } from "./username.js";

const codes = (raw: string) => checkUsername(normalizeUsername(raw)).map((fault) => fault.code);

describe("normalizeUsername", () => {
  test.each([
    ["  joe\n", "joe"],
    ["ｒｏｏｔ", "root"],
    ["Rene\u0301", "René"],
    ["ᴮᴵᴳᴮᴵᴿᴰ", "BIGBIRD"],
  ])("turns %j into %j", (raw, normalized) => {
    expect(normalizeUsername(raw)).toBe(normalized);
  });

  test("only trims what is over-long", () => {
    expect(normalizeUsername(` ${"ｒ".repeat(151)}`)).toBe("ｒ".repeat(151));
  });

  test("is quick for a megabyte of combining marks", () => {
    const started = performance.now();
    normalizeUsername("\u0323\u0301".repeat(500_000));
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test("leaves an accepted username alone, so that looking up and storing agree", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 4 }), (raw) => {
        const once = normalizeUsername(raw);
        return checkUsername(once).length > 0 || normalizeUsername(once) === once;
      }),
      { numRuns: 2000 },
    );
  });
});

describe("checkUsername", () => {
  test.each(["joe", "René", "ᴮᴵᴳᴮᴵᴿᴰ", "أحمد", "宝", "a_b.c@d+e-f", "٣", "Ⅷ", "𝒜", "-", "joe\n"])("accepts %j", (raw) => {
    expect(codes(raw)).toEqual([]);
  });

  test.each([
    "o'connell",
    "Éric Dupont",
    "zerowidth\u200bspace",
    "nonbreaking\u00a0space",
    "en\u2013dash",
    "joe\nsmith",
    "joe\0",
    "\ud83d",
    "joe\u202eeoj",
    "😀",
    "हिन्दी",
    "½",
    "ﷺ",
    "⑴",
    "a,b",
  ])("refuses %j", (raw) => {
    expect(codes(raw)).toEqual(["INVALID"]);
  });

  test("refuses a trailing newline that nobody trimmed", () => {
    expect(checkUsername("joe\n")).not.toEqual([]);
  });

  test("asks for a value when there is none", () => {
    expect(codes(" \t")).toEqual(["REQUIRED"]);
  });

  test("accepts 150 code points, not UTF-16 units, and names the limit above", () => {
    expect(codes("𐐨".repeat(150))).toEqual([]);
    expect(checkUsername("𐐨".repeat(151))).toEqual([expect.objectContaining({ code: "TOO_LONG", params: { maxLength: 150 } })]);
  });

  test("measures the length after normalising too", () => {
    expect(codes("½".repeat(150))).toEqual(["TOO_LONG"]);
  });
});

describe("usernameKey", () => {
  const keyOf = (raw: string) => usernameKey(normalizeUsername(raw));

  test.each([
    ["ROOT", "root"],
    ["ｒｏｏｔ", "root"],
    ["Straße", "STRASSE"],
    ["ΝΊΚΟΣ", "νίκος"],
  ])("is the same for %s and %s", (one, other) => {
    expect(keyOf(one)).toBe(keyOf(other));
  });

  test("differs for the dotless i", () => {
    expect(keyOf("ıvan")).not.toBe(keyOf("ivan"));
  });

  test("is the key of nobody for what cannot be a username", () => {
    expect(["", "a\0", "a".repeat(151)].map(keyOf)).toEqual(["", "", ""]);
  });

  test("takes any text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), (raw) => typeof keyOf(raw) === "string"));
  });
});
