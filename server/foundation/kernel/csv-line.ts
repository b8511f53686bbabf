import { guardCell } from "./formula-guard.js";

/**
 * A line of a CSV file (RFC 4180) with its end. Nothing and null are empty, times are ISO 8601 in UTC, whatever is no text is JSON,
 * and no cell is a formula to a spreadsheet: see {@link guardCell}.
 */
export function csvLine(values: readonly unknown[]): string {
  return `${values.map(toCell).join(",")}\r\n`;
}

function toCell(value: unknown): string {
  const text = guardCell(toText(value));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function toText(value: unknown): string {
  if (value == null) return "";
  if (value instanceof Date) return value.toISOString();
  return typeof value === "string" ? value : JSON.stringify(value);
}
