import { codePointLength, strip, tooLong } from "../../foundation/kernel/text.js";
import type { Fault } from "../../foundation/kernel/user-error.js";

const MAX_LENGTH = 150;

/** The name of a group as it is checked and stored: trimmed, otherwise as given. */
export function normalizeGroupName(raw: string): string {
  return strip(raw);
}

/**
 * Faults of a group's name that {@link normalizeGroupName} returned: at most 150 code points of any script, none of which is a
 * control character, line separator, lone surrogate or bidirectional override, since names stand in lists and in the log.
 */
export function checkGroupName(normalized: string): Fault[] {
  if (normalized === "") return [{ code: "REQUIRED", message: "Enter a name." }];
  if (codePointLength(normalized) > MAX_LENGTH) return [tooLong(MAX_LENGTH)];
  if (!/[\p{Control}\p{Surrogate}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(normalized)) return [];
  return [{ code: "INVALID", message: "Remove line breaks and invisible control characters from the name." }];
}
