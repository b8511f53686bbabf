import { codePointLength, strip, tooLong } from "../../foundation/kernel/text.js";
import type { Fault } from "../../foundation/kernel/user-error.js";

const MAX_LENGTH = 150;

/** A first or last name as it is checked and stored: trimmed, otherwise as given. */
export function normalizePersonName(raw: string): string {
  return strip(raw);
}

/**
 * Faults of a first or last name that {@link normalizePersonName} returned; blank is fine. At most 150 code points of any
 * script. Refused is what could forge a line of a mail or a log, or cannot be stored: control characters, line and paragraph
 * separators, lone surrogates, and the bidirectional embeddings, overrides and isolates that reorder the text after them.
 * Left in peace are the marks and joiners that Arabic, Hebrew, Persian and Indic names need.
 */
export function checkPersonName(normalized: string): Fault[] {
  if (codePointLength(normalized) > MAX_LENGTH) return [tooLong(MAX_LENGTH)];
  if (!/[\p{Control}\p{Surrogate}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(normalized)) return [];
  return [{ code: "INVALID", message: "Remove line breaks and invisible control characters from the name." }];
}
