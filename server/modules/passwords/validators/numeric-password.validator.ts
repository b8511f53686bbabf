import type { Fault } from "../../../foundation/kernel/user-error.js";
import type { PasswordValidator } from "./password-validator.js";

// Numeric type decimal (category Nd) or digit: superscripts, subscripts, circled and other dressed-up digits. The second kind
// is this list for ever: Unicode gives the type to no new character since version 6.3.
const onlyDigits =
  /^[\p{Nd}²³¹፩-፱᧚⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐⓪⓵-⓽⓿❶-❾➀-➈➊-➒\u{10a40}-\u{10a43}\u{10e60}-\u{10e68}\u{11052}-\u{1105a}\u{1f100}-\u{1f10a}]+$/u;

/** Refuses passwords that consist of digits only, in any script (Python's `str.isdigit`, as Django). */
export class NumericPasswordValidator implements PasswordValidator {
  readonly name = "not-entirely-numeric";

  check(password: string): Fault | undefined {
    if (!onlyDigits.test(password)) return undefined;
    return { code: "ENTIRELY_NUMERIC", message: "Add something other than digits." };
  }

  describe(): string {
    return "Use more than digits alone.";
  }
}
