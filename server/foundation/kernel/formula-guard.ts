/**
 * A cell that no spreadsheet takes for a formula: an apostrophe goes before `=`, `+`, `-`, `@`, tab and carriage return, and before
 * an apostrophe, so that {@link unguardCell} gives back what was there. (OWASP, "CSV Injection".)
 */
export function guardCell(text: string): string {
  return /^[=+\-@\t\r']/.test(text) ? `'${text}` : text;
}

/** What {@link guardCell} was given. */
export function unguardCell(text: string): string {
  return /^'[=+\-@\t\r']/.test(text) ? text.slice(1) : text;
}
