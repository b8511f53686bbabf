/**
 * A cell that no spreadsheet takes for a formula: an apostrophe goes before `=`, `+`, `-`, `@`, tab, carriage return and NUL, and before
 * an apostrophe, so that {@link unguardCell} gives back what was there. (OWASP, "CSV Injection".)
 */
export function guardCell(text: string): string {
  return /^[=+\-@\t\r\0']/.test(text) ? `'${text}` : text;
}

/** What {@link guardCell} was given. */
export function unguardCell(text: string): string {
  return /^'[=+\-@\t\r\0']/.test(text) ? text.slice(1) : text;
}
