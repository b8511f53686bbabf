import { csvLine } from "../../foundation/kernel/csv-line.js";
import type { ExportedRow } from "./export.service.js";
import { csvColumns } from "./tables/csv-file.js";

/** What can be exported to: both can be imported again, but CSV holds users only. */
export const exportFormats = ["jsonl", "csv"] as const;

/** One of {@link exportFormats}. */
export type ExportFormat = (typeof exportFormats)[number];

/** The lines of a file, each with its end. */
export async function* exportLines(rows: AsyncIterable<ExportedRow>, format: ExportFormat): AsyncGenerator<string> {
  if (format === "csv") yield csvLine(csvColumns);
  for await (const row of rows) {
    if (format === "jsonl") yield `${JSON.stringify(row)}\n`;
    else if (row.type === "user") yield csvLine(csvColumns.map((column) => row[column]));
  }
}
