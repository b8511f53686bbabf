import { describe, expect, test } from "@jest/globals";

import { searchTerms } from "./search-terms.js";

// What Django's `smart_split` and `unescape_string_literal` give, tried with Django; empty terms are left out, because they find everything.
describe("a search", () => {
  test.each([
    ["", []],
    [" \t\u3000 ", []],
    ["ann smith", ["ann", "smith"]],
    ['"ann smith" x', ["ann smith", "x"]],
    ["'ann smith' x", ["ann smith", "x"]],
    ['"with \\"quotes\\" inside"', ['with "quotes" inside']],
    ['"back\\\\slash"', ["back\\slash"]],
    ["back\\slash", ["back\\slash"]],
    ["o'neil", ["o'neil"]],
    ["o'neil d'arc", ["o'neil d'arc"]],
    ['key="two words"', ['key="two words"']],
    ['"never closed', ['"never', "closed"]],
    ['""', []],
    ["''  x", ["x"]],
  ])("%j is split as Django does", (search, terms) => {
    expect(searchTerms(search)).toEqual(terms);
  });

  test.each(["\0", "a \ud800", "x".repeat(301)])("%j finds nothing", (search) => {
    expect(searchTerms(search)).toBeNull();
  });

  test("has at most twenty terms", () => {
    expect(searchTerms("x ".repeat(500))).toHaveLength(20);
  });
});
