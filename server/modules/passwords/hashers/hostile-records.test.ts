import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { djangoRecords } from "../../../test/support/django-records.js";
import { Argon2Hasher } from "./argon2-hasher.js";
import { BcryptHasher } from "./bcrypt-hasher.js";
import { BcryptSha256Hasher } from "./bcrypt-sha256-hasher.js";
import { HasherList } from "./hasher-list.js";
import { Md5Hasher } from "./md5-hasher.js";
import { Pbkdf2Hasher } from "./pbkdf2-hasher.js";
import { ScryptHasher } from "./scrypt-hasher.js";

const hashers = [
  new BcryptSha256Hasher(4),
  new Argon2Hasher({ memory: 64, time: 1, parallelism: 2 }),
  new Pbkdf2Hasher("sha256", 1000),
  new Pbkdf2Hasher("sha1", 1000),
  new ScryptHasher({ N: 16, r: 8, p: 1 }),
  new BcryptHasher(4),
  new Md5Hasher(),
];

/** A real record in which one stretch is replaced by something else. */
const alteredRecord = fc
  .record({
    known: fc.constantFrom(...djangoRecords),
    start: fc.nat(130),
    length: fc.nat(6),
    insertion: fc.oneof(fc.string({ maxLength: 4 }), fc.string({ unit: fc.constantFrom(..."$,=.:/+0129٣３２ab\n"), maxLength: 4 })),
  })
  .map(({ known, start, length, insertion }) => ({
    ...known,
    altered: known.record.slice(0, start) + insertion + known.record.slice(start + length),
  }));

describe("hostile records", () => {
  test("no altered record fits, and none makes a hasher throw", () => {
    const [preferred, ...others] = hashers as [BcryptSha256Hasher, ...typeof hashers];
    const list = new HasherList(preferred, others);
    fc.assert(
      fc.property(alteredRecord, ({ password, record, altered }) => {
        fc.pre(altered !== record && !isCostly(altered));
        expect(list.check(password, altered).fits).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  test("any text is judged without computing for it", () => {
    const text = fc
      .tuple(fc.constantFrom("", ...hashers.map(({ algorithm }) => `${algorithm}$`)), fc.string({ unit: "binary" }))
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (record) => hashers.every((hasher) => typeof hasher.mustUpdate(record) === "boolean" && !hasher.canRead(record))),
    );
  });
});

/** Whether an alteration made the record so expensive that it would only slow the test down. */
function isCostly(record: string): boolean {
  return [...record.matchAll(/\d+/g)].some(([number]) => Number(number) > 2000) || /\$2[aby]\$(0[7-9]|1\d)/.test(record);
}
