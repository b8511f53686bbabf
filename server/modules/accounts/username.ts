import { lookupKey } from "../../foundation/kernel/case-fold.js";
import { codePointLength, strip, tooLong } from "../../foundation/kernel/text.js";
import type { Fault } from "../../foundation/kernel/user-error.js";

const MAX_LENGTH = 150;

/**
 * The username as it is checked and stored: trimmed, then NFKC, so that full-width `ｒｏｏｔ` is `root`. Text that is too long is
 * only trimmed, because normalising is slow on hostile text and never makes it short enough (Django CVE-2023-46695).
 */
export function normalizeUsername(raw: string): string {
  const trimmed = strip(raw);
  return codePointLength(trimmed) > MAX_LENGTH ? trimmed : trimmed.normalize("NFKC");
}

/**
 * Faults of a username that {@link normalizeUsername} returned: at most 150 code points; letters, numbers, `_ . @ + -` in any
 * script, as Django. Combining marks that have no composed form are refused, and with them some Indic and Thai spellings.
 */
export function checkUsername(normalized: string): Fault[] {
  if (normalized === "") return [{ code: "REQUIRED", message: "Enter a username." }];
  if (codePointLength(normalized) > MAX_LENGTH) return [tooLong(MAX_LENGTH)];
  if (/^[\p{L}\p{N}_.@+-]+$/u.test(normalized)) return [];
  return [{ code: "INVALID", message: "Use only letters, numbers and the characters _ . @ + - in the username." }];
}

/**
 * What usernames are looked up and kept unique by: equal for names that differ only in case. Takes any text; blank, over-long
 * or unstorable text gives `""`, which nobody has.
 */
export function usernameKey(normalized: string): string {
  return lookupKey(normalized, MAX_LENGTH);
}
