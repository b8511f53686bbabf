import { randomInt } from "node:crypto";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Characters of the alphabet above that hold at least 128 bits. */
const strongLength = 22;

/** A salt as Django makes it: text that is hashed as it stands. Fresh ones hold 131 bits. */
export function makeTextSalt(): string {
  return Array.from({ length: strongLength }, () => alphabet[randomInt(alphabet.length)]).join("");
}

/** Whether a salt holds less than 128 bits, as those of old Django versions and of imports do. */
export function isWeakSalt(salt: string): boolean {
  return salt.length < strongLength;
}
