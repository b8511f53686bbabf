import type { SourceRow } from "../imported-rows.js";
import { nonBlankLines } from "../text/lines.js";
import { readText } from "../text/read-text.js";
import type { ReadTable, TableRow } from "./table-source.js";

/** A file with one JSON object on each line. */
export function jsonLinesFile(file: string): ReadTable {
  return async function* read() {
    for await (const { line, text } of nonBlankLines(readText(file))) yield parse(`line ${line}`, text);
  };
}

function parse(place: string, text: string): SourceRow<TableRow["values"]> {
  const fault = { faults: [{ place, field: "", code: "INVALID", message: "is no JSON object" }] } as const;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { place, row: value as TableRow["values"] } : fault;
  } catch {
    return fault;
  }
}
