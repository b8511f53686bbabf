import type { ExportedRow } from "./export.service.js";
import { csvColumns } from "./tables/csv-file.js";
import { guardCell } from "./tables/formula-guard.js";

/** What can be exported to: both can be imported again, but CSV holds users only. */
export const exportFormats = ["jsonl", "csv"] as const;

/** One of {@link exportFormats}. */
export type ExportFormat = (typeof exportFormats)[number];

/** The lines of a file, each with its end. */
export async function* exportLines(rows: AsyncIterable<ExportedRow>, format: ExportFormat): AsyncGenerator<string> {
  if (format === "csv") yield `${csvColumns.join(",")}\r\n`;
  for await (const row of rows) {
    if (format === "jsonl") yield `${JSON.stringify(row)}\n`;
    else if (row.type === "user") yield `${csvColumns.map((column) => toCell(row[column])).join(",")}\r\n`;
  }
}

function toCell(value: unknown): string {
  const text = guardCell(toText(value));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Lists as JSON, because the name of a group may hold any sign. */
function toText(value: unknown): string {
  if (value == null) return "";
  if (value instanceof Date) return value.toISOString();
  return typeof value === "string" ? value : JSON.stringify(value);
}
