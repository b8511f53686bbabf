import { describe, expect, test } from "@jest/globals";

import { csvRecords } from "./csv-records.js";

async function* inPieces(text: string, length: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
}

async function recordsOf(text: string, length = text.length): Promise<[number, ...string[]][]> {
  const records: [number, ...string[]][] = [];
  for await (const { line, cells } of csvRecords(inPieces(text, length))) records.push([line, ...cells]);
  return records;
}

describe("the records of a CSV file", () => {
  const text = 'a,b\r\n"1,""x""\n2",\n\n,"" \n"""",end';

  test.each([1, 2, 3, 5, 100])("are the same in pieces of %s", async (length) => {
    expect(await recordsOf(text, length)).toEqual([
      [1, "a", "b"],
      [2, '1,"x"\n2', ""],
      [5, "", " "],
      [6, '"', "end"],
    ]);
  });

  test("need their quotes closed", async () => {
    await expect(recordsOf('a\n"b\n')).rejects.toThrow("line 2: a quote is never closed");
  });
});
