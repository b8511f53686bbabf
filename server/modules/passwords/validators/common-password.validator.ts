import { readFileSync } from "node:fs";
import { strip } from "../../../foundation/kernel/text.js";
import type { Fault } from "../../../foundation/kernel/user-error.js";
import type { PasswordValidator } from "./password-validator.js";

let bundled: ReadonlySet<string> | undefined;

/** The bundled list of about 20,000 common passwords, all in lower case; read from disk at the first call. */
export function bundledCommonPasswords(): ReadonlySet<string> {
  bundled ??= new Set(
    readFileSync(new URL("../common-passwords.txt", import.meta.url), "utf8")
      .trimEnd()
      .split("\n"),
  );
  return bundled;
}

/** Refuses passwords of a list, whatever their case and the white space around them. */
export class CommonPasswordValidator implements PasswordValidator {
  readonly name = "not-common";

  /** @param list gives lower-case, trimmed entries; asked at every check, so it should keep them. */
  constructor(private readonly list: () => ReadonlySet<string> = bundledCommonPasswords) {}

  check(password: string): Fault | undefined {
    if (!this.list().has(strip(password).toLowerCase())) return undefined;
    return { code: "TOO_COMMON", message: "Choose a password that fewer people use; this one is easy to guess." };
  }

  describe(): string {
    return "Avoid passwords that many people use.";
  }
}
