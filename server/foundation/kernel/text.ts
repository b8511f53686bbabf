import type { Fault } from "./user-error.js";

/** Number of Unicode code points, which is what our length limits and PostgreSQL's `varchar(n)` count. */
export function codePointLength(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}

/**
 * Tells whether PostgreSQL can keep the text as it is: it refuses NUL, and a lone surrogate has no UTF-8 form, so the driver
 * would silently store something else.
 */
export function isStorable(text: string): boolean {
  return !text.includes("\0") && !/\p{Surrogate}/u.test(text);
}

// Python's idea of white space. JavaScript's `trim` leaves U+001C to U+001F and U+0085, and takes U+FEFF as well.
const whiteSpace = new Set(
  "\t\n\v\f\r\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000",
);

/** Removes white space from both ends, exactly as Django's form fields do (Python's `str.strip`). Linear time. */
export function strip(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && whiteSpace.has(text.charAt(start))) start++;
  while (end > start && whiteSpace.has(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** The fault of a value with more than `maxLength` code points. */
export function tooLong(maxLength: number): Fault {
  return { code: "TOO_LONG", message: `Use at most ${maxLength} characters.`, params: { maxLength } };
}
