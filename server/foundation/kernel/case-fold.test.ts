import { beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { foldKey, lookupKey } from "./case-fold.js";

/** Every character that {@link foldKey} changes, and its key. */
const changed = new Map<string, string>();
/** Every character that it should change, in the eyes of the JavaScript engine's Unicode tables. */
const casefolded: string[] = [];

beforeAll(() => {
  for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
    const character = String.fromCodePoint(codePoint);
    const key = foldKey(character);
    if (key !== character) changed.set(character, key);
    if (/\p{Changes_When_Casefolded}/u.test(character)) casefolded.push(character);
  }
});

describe("foldKey", () => {
  // The right column is CaseFolding.txt of Unicode 17, then NFKC.
  test.each([
    ["Alice", "alice"],
    ["ROOT", "root"],
    ["ｒｏｏｔ", "root"],
    ["Straße", "strasse"],
    ["STRAẞE", "strasse"],
    ["ΣΊΣΥΦΟΣ", "σίσυφοσ"],
    ["σίσυφος", "σίσυφοσ"],
    ["\u212a", "k"],
    ["\u212b", "å"],
    ["ſ", "s"],
    ["ﬃ", "ffi"],
    ["µ", "μ"],
    ["ŉ", "ʼn"],
    ["İ", "i\u0307"],
    ["ǅ", "dž"],
    ["ᾳ", "αι"],
    ["ᾼ", "αι"],
    ["և", "եւ"],
    ["Ⴀ", "ⴀ"],
    ["Ა", "ა"],
    ["ꭰ", "Ꭰ"],
    ["ᏸ", "Ᏸ"],
    ["𐐀", "𐐨"],
    ["J\u030c", "ǰ"],
    ["½", "1⁄2"],
  ])("folds %s to %s", (text, key) => {
    expect(foldKey(text)).toBe(key);
  });

  test("keeps the dotless i apart from i", () => {
    expect(foldKey("ırmak")).not.toBe(foldKey("irmak"));
  });

  test("is equal for composed and decomposed spellings", () => {
    expect(foldKey("E\u0301milie")).toBe(foldKey("émilie"));
  });

  test("does nothing the second time, for every character of Unicode", () => {
    expect([...changed.values()].filter((key) => foldKey(key) !== key)).toEqual([]);
  });

  test("does nothing the second time, for any text", () => {
    const text = fc.string({ unit: "binary" });
    fc.assert(fc.property(text, (any) => foldKey(foldKey(any)) === foldKey(any)));
  });

  test("changes every character that Unicode says case folding changes", () => {
    expect(casefolded.length).toBeGreaterThan(1000);
    expect(casefolded.filter((character) => !changed.has(character))).toEqual([]);
  });

  test("agrees with the simple folding of regular expressions where that is enough", () => {
    const simple = [...changed].filter(([character, key]) => character.normalize("NFKC") === character && Array.from(key).length === 1);
    expect(simple.length).toBeGreaterThan(1000);
    expect(simple.filter(([character, key]) => !new RegExp(`^${key}$`, "iu").test(character))).toEqual([]);
  });
});

describe("lookupKey", () => {
  test("folds text of exactly the limit, counted in code points", () => {
    expect(lookupKey("😀A", 2)).toBe("😀a");
  });

  test.each([
    ["over-long text", "AAA"],
    ["NUL", "a\0"],
    ["a lone surrogate", "\ud83d"],
    ["blank text", ""],
  ])("gives the key of nobody for %s", (_, text) => {
    expect(lookupKey(text, 2)).toBe("");
  });

  test("is quick for a megabyte of combining marks, which NFKC would take minutes for", () => {
    const started = performance.now();
    lookupKey("\u0323\u0301".repeat(500_000), 150);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
