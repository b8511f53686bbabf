import { expect, test } from "@jest/globals";

import { nonBlankLines } from "./lines.js";

async function* inPieces(text: string, length: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
}

test.each([1, 2, 3, 100])("lines are numbered and the same in pieces of %s", async (length) => {
  const lines: [number, string][] = [];
  for await (const { line, text } of nonBlankLines(inPieces("one\n\n \ntwo\r\nthree", length))) lines.push([line, text.trim()]);
  expect(lines).toEqual([
    [1, "one"],
    [4, "two"],
    [5, "three"],
  ]);
});
