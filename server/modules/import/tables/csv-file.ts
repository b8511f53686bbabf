import { ImportSourceError, type SourceRow } from "../imported-rows.js";
import { type CsvRecord, csvRecords } from "../text/csv-records.js";
import { readText } from "../text/read-text.js";
import { unguardCell } from "../../../foundation/kernel/formula-guard.js";
import type { ReadTable, TableRow } from "./table-source.js";

/** The columns that a CSV file of users may have, in the order in which they are written. Only `username` must be there. */
export const csvColumns = [
  "id",
  "externalId",
  "username",
  "firstName",
  "lastName",
  "email",
  "isActive",
  "isStaff",
  "isSuperuser",
  "joinedAt",
  "lastLoginAt",
  "groups",
  "permissions",
  "password",
] as const;

/** Columns that hold a JSON array of names. */
const listColumns: ReadonlySet<string> = new Set(["groups", "permissions"]);

/**
 * A CSV file of users, whose first record names the columns.
 *
 * Reading throws ImportSourceError when that record does not.
 */
export function csvFile(file: string): ReadTable {
  return async function* read() {
    let columns: readonly string[] | undefined;
    for await (const record of csvRecords(readText(file))) {
      if (columns) yield toRow(columns, record);
      else columns = readHeader(record);
    }
    if (!columns) throw new ImportSourceError(`${file} is empty; its first line must name the columns`);
  };
}

function readHeader({ cells }: CsvRecord): readonly string[] {
  const unknown = cells.filter((cell) => !csvColumns.some((column) => column === cell));
  if (unknown.length > 0) {
    throw new ImportSourceError(`line 1: unknown columns: ${unknown.join(", ")}; there may be ${csvColumns.join(", ")}`);
  }
  if (new Set(cells).size < cells.length) throw new ImportSourceError("line 1: a column occurs twice");
  if (!cells.includes("username")) throw new ImportSourceError("line 1: there must be a column username");
  return cells;
}

function toRow(columns: readonly string[], { line, cells }: CsvRecord): SourceRow<TableRow["values"]> {
  const place = `line ${line}`;
  if (cells.length !== columns.length) {
    return { faults: [{ place, field: "", code: "INVALID", message: `has ${cells.length} cells instead of ${columns.length}` }] };
  }
  const values: Record<string, unknown> = {};
  for (const [index, column] of columns.entries()) {
    const text = unguardCell(cells[index] ?? "");
    // An empty cell is as good as none: flags and times have their defaults.
    if (text === "" && column !== "username") continue;
    values[column] = listColumns.has(column) ? (parseList(text) ?? text) : text;
  }
  return { place, row: values };
}

/** Undefined when it is no list; whoever reads the field tells. */
function parseList(text: string): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
