import { expect, test } from "@jest/globals";

import { isKept } from "./kept-rules.js";

const minimum = { name: "minimum-length", params: { minLength: 4 } };

test.each([
  [minimum, "abc", false],
  [minimum, "abcd", true],
  // Three signs of two UTF-16 units each.
  [minimum, "🦊🦊🦊", false],
  [{ name: "minimum-length", params: null }, "abcd", false],
  [{ name: "not-common", params: null }, "brave-Tulip-river-42", false],
])("%j is kept by %s: %s", (rule, password, expected) => {
  expect(isKept(rule, password)).toBe(expected);
});
