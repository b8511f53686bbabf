import { makeUnusablePassword } from "../../passwords/hashers/unusable-password.js";

/**
 * A password record of another program in Django's form: bare bcrypt (`$2b$…`) and argon2 in PHC form (`$argon2id$…`) get the name
 * of their algorithm in front, as Django writes it; everything else stays as it is. No record gives one that no password opens.
 */
export function toDjangoRecord(record: string): string {
  if (record === "") return makeUnusablePassword();
  if (/^\$2[aby]\$/.test(record)) return `bcrypt$${record}`;
  return /^\$argon2(?:id|i|d)\$/.test(record) ? `argon2${record}` : record;
}
