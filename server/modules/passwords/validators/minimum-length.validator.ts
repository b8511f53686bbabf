import { codePointLength } from "../../../foundation/kernel/text.js";
import type { Fault } from "../../../foundation/kernel/user-error.js";
import type { PasswordValidator } from "./password-validator.js";

/** Refuses passwords with fewer than `minLength` code points (8 unless told otherwise). */
export class MinimumLengthValidator implements PasswordValidator {
  readonly name = "minimum-length";
  readonly params: { readonly minLength: number };

  constructor({ minLength = 8 }: { minLength?: number } = {}) {
    this.params = { minLength };
  }

  check(password: string): Fault | undefined {
    if (codePointLength(password) >= this.params.minLength) return undefined;
    return { code: "TOO_SHORT", message: this.describe(), params: this.params };
  }

  describe(): string {
    return `Use at least ${this.params.minLength} ${this.params.minLength === 1 ? "character" : "characters"}.`;
  }
}
