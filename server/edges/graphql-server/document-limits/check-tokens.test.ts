import { expect, test } from "@jest/globals";
import { checkTokens } from "./check-tokens.js";

const limits = { maxTokens: 10, maxNesting: 3 };

test.each([
  ["as many tokens as allowed", "{ a b c d e f g h }"],
  ["as many levels as allowed", "{ a(b: [1]) }"],
  ["brackets in strings and comments", '{ a(b: "{{{{{{{{{{{{{") } # {{{{'],
  ["more closing than opening brackets", "}}}}{{{{{"],
])("%s", (_name, source) => {
  expect(checkTokens(source, limits)).toBeUndefined();
});

test("one token more is refused", () => {
  expect(checkTokens("{ a b c d e f g h i }", limits)?.message).toBe("The document has more than 10 tokens.");
});

test.each(["{{{{", "[[[[", "{a(b:[["])("one level more is refused: %s", (source) => {
  expect(checkTokens(source, limits)?.message).toBe("The document nests brackets deeper than 3 levels.");
});
