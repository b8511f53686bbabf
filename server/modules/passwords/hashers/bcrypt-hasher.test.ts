import { describe, expect, test } from "@jest/globals";
import { djangoRecords } from "../../../test/support/django-records.js";
import { BcryptHasher } from "./bcrypt-hasher.js";
import { BcryptSha256Hasher } from "./bcrypt-sha256-hasher.js";
import { describeHasher } from "./describe-hasher.js";

const salt = "abcdefghijklmnopqrstuu";
const checksum = "lyx/yrfLnuLCi6gwFG5mrkJjuQKpL6S";

describe.each([
  [new BcryptSha256Hasher(4), "lyx/yrfLnuLCi6gwFG5mrkJjuQKpL6S"],
  [new BcryptHasher(4), "anVo7Xut1CH8VGIGlz1JovQh9GJbbtG"],
])("the bcrypt hasher %#", (hasher, expected) => {
  const { algorithm } = hasher;
  const knownRecords = djangoRecords.filter((known) => known.algorithm === algorithm);
  const isForReadingOnly = algorithm === "bcrypt";
  describeHasher(algorithm, { makeHasher: () => hasher, knownRecords, isForReadingOnly }, { describe, test });

  test("writes what Django writes", () => {
    expect(hasher.encode("lètmein", salt)).toBe(`${algorithm}$$2b$04$${salt}${expected}`);
  });

  test.each([
    ["04", false],
    ["05", true],
    ["15", true],
  ])("would update cost %s: %s", (cost, mustUpdate) => {
    expect(hasher.mustUpdate(`${algorithm}$$2b$${cost}$${salt}${checksum}`)).toBe(mustUpdate);
  });

  test.each([
    ["$2b$15", true],
    ["$2b$16", false],
    ["$2b$31", false],
    ["$2b$03", false],
    ["$2b$4", false],
    ["$2x$04", false],
    ["$2$04", false],
    ["2b$04", false],
  ])("reads %s: %s", (settings, canRead) => {
    expect(hasher.canRead(`${algorithm}$${settings}$${salt}${checksum}`)).toBe(canRead);
  });
});

test("one record is written in one way only: loose bits of the salt are refused", () => {
  expect(new BcryptHasher(4).canRead(`bcrypt$$2b$04$${salt.slice(0, -1)}v${checksum}`)).toBe(false);
});

describe("BcryptHasher", () => {
  test("looks at 72 bytes, whatever the variety and however long the password", () => {
    const record = new BcryptHasher(4).encode("a".repeat(72));
    for (const length of [73, 255, 256, 328]) {
      expect(new BcryptHasher(4).verify("a".repeat(length), record.replace("$2b$", "$2a$"))).toBe(true);
    }
    expect(new BcryptHasher(4).verify("a".repeat(71), record)).toBe(false);
  });

  test("does not stop at a NUL", () => {
    expect(new BcryptHasher(4).encode("a\0b", salt)).toBe("bcrypt$$2b$04$abcdefghijklmnopqrstuusjHI0zQHpOe3SFDK1IriYv6N79Gzr32");
  });
});
