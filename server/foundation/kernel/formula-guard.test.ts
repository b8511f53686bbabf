import { expect, test } from "@jest/globals";

import { guardCell, unguardCell } from "./formula-guard.js";

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\0=1", "'=1", "''", "'"])("%j is guarded, and comes back", (text) => {
  expect(guardCell(text)).toBe(`'${text}`);
  expect(unguardCell(guardCell(text))).toBe(text);
});

test.each(["", "ann", "a=1", "1-1", " =1"])("%j stays as it is", (text) => {
  expect(guardCell(text)).toBe(text);
  expect(unguardCell(text)).toBe(text);
});
