import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { codePointLength, isStorable, strip } from "./text.js";

const anyText = fc.string({ unit: "binary" });

describe("codePointLength", () => {
  test("counts an emoji once, though JavaScript stores it in two units", () => {
    expect(codePointLength("a😀é")).toBe(3);
  });

  test("counts a lone surrogate as one", () => {
    expect(codePointLength("\ud83d")).toBe(1);
  });
});

describe("isStorable", () => {
  test.each(["", "Zoë 😀", "\u0001", "\ufffd"])("keeps %j", (text) => {
    expect(isStorable(text)).toBe(true);
  });

  test.each(["a\0b", "\ud83d", "\ude00", "\ude00\ud83d"])("refuses %j", (text) => {
    expect(isStorable(text)).toBe(false);
  });
});

describe("strip", () => {
  test("removes what Python calls white space, also where JavaScript's trim does not", () => {
    expect(strip("\u001c \t\u0085\u3000name\u00a0\r\n\u001f")).toBe("name");
  });

  test("leaves the byte order mark and the zero-width space alone", () => {
    expect(strip("\ufeffname\u200b")).toBe("\ufeffname\u200b");
  });

  test("leaves white space inside alone", () => {
    expect(strip(" a b ")).toBe("a b");
  });

  test("empties text of white space only", () => {
    expect(strip(" \n\t ")).toBe("");
  });

  test("does nothing the second time", () => {
    fc.assert(fc.property(anyText, (text) => strip(strip(text)) === strip(text)));
  });
});
