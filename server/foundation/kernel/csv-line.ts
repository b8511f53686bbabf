import { guardCell } from "./formula-guard.js";

/** A record of a CSV file (RFC 4180) with its end. No cell is taken for a formula; null is empty, and what is no text is JSON. */
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
