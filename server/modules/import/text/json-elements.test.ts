import { describe, expect, test } from "@jest/globals";

import { jsonElements } from "./json-elements.js";

async function* inPieces(text: string, length: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
}

async function elementsOf(text: string, length = text.length): Promise<[number, string][]> {
  const elements: [number, string][] = [];
  for await (const { line, text: element } of jsonElements(inPieces(text, length))) elements.push([line, element]);
  return elements;
}

describe("the elements of a JSON array", () => {
  const text = '\n[{"a": "}\\"]{", "b": [1, {"c": "\\\\"}]},\n\n  {"a": "ü🔑"\n},{"broken": }\r\n]\n ';
  const elements = [
    [2, '{"a": "}\\"]{", "b": [1, {"c": "\\\\"}]}'],
    [4, '{"a": "ü🔑"\n}'],
    [5, '{"broken": }'],
  ];

  test.each(Array.from({ length: 12 }, (_, index) => index + 1))("are the same in pieces of %s", async (length) => {
    expect(await elementsOf(text, length)).toEqual(elements);
  });

  test("are none in an empty array", async () => {
    expect(await elementsOf("[]")).toEqual([]);
  });

  test.each([
    ["", "line 1: the file ends before its list is closed"],
    ["[\n{}", "line 2: the file ends before its list is closed"],
    ['[\n{"a": "', "line 2: the file ends within this row"],
    ["{}", "line 1: here should be a list of objects"],
    ["[7]", "line 1: here should be a list of objects"],
    ["[]\n[]", "line 2: here should be a list of objects"],
  ])("cannot be told in %j", async (broken, message) => {
    await expect(elementsOf(broken)).rejects.toThrow(message);
  });

  test("may not be endless", async () => {
    await expect(elementsOf(`[{"a": "${"x".repeat(5_000_000)}`, 1_000_000)).rejects.toThrow("line 1: this row is too long");
  });
});
