import { randomBytes } from "node:crypto";

/** What a record begins with that no password opens; a valid record behind it stays closed too. */
const mark = "!";

/** A record that no password opens: a mark and 30 random bytes in 40 characters, so that no two are alike (as in Django). */
export function makeUnusablePassword(): string {
  return `${mark}${randomBytes(30).toString("base64url")}`;
}

/** Whether some password may open the record. An empty or garbled record counts as usable, as in Django. */
export function isUsablePassword(record: string): boolean {
  return !record.startsWith(mark);
}
