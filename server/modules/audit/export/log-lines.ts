import { csvLine } from "../../../foundation/kernel/csv-line.js";

/** What the log can be exported to. */
export const logFormats = ["jsonl", "csv"] as const;

/** One of {@link logFormats}. */
export type LogFormat = (typeof logFormats)[number];

const logColumns = [
  "number",
  "id",
  "occurredAt",
  "action",
  "outcome",
  "actorId",
  "actorName",
  "impersonatorId",
  "impersonatorName",
  "objectType",
  "objectId",
  "objectName",
  "ipAddress",
  "userAgent",
  "requestId",
  "details",
] as const;

/** What is written of an entry, in this order. */
export type LogColumn = (typeof logColumns)[number];

/** The lines of a file, each with its end. */
export async function* logLines(entries: AsyncIterable<Readonly<Record<LogColumn, unknown>>>, format: LogFormat): AsyncGenerator<string> {
  if (format === "csv") yield csvLine(logColumns);
  for await (const entry of entries) {
    if (format === "jsonl") yield `${JSON.stringify(entry)}\n`;
    else yield csvLine(logColumns.map((column) => entry[column]));
  }
}
