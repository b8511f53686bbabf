import { expect, test } from "@jest/globals";

import { wrapText } from "./wrap-text.js";

test("breaks between words, before the 73rd character", () => {
  expect(wrapText(`${"a".repeat(35)} ${"b".repeat(36)} c`)).toBe(`${"a".repeat(35)} ${"b".repeat(36)}\nc`);
  expect(wrapText(`${"a".repeat(35)} ${"b".repeat(37)}`)).toBe(`${"a".repeat(35)}\n${"b".repeat(37)}`);
});

test("counts characters, not the halves of them", () => {
  const word = "😀".repeat(36);
  expect(wrapText(`${word} ${"😀".repeat(35)}`)).not.toContain("\n");
});

test("leaves a word whole that is longer than a line", () => {
  const address = `https://id.example.com/${"x".repeat(100)}`;
  expect(wrapText(`Open ${address} now`)).toBe(`Open\n${address}\nnow`);
});

test("takes several blanks and line breaks for one", () => {
  expect(wrapText("one \n two\tthree")).toBe("one two three");
});
