import { describe, expect, test } from "@jest/globals";
import { djangoDefaultRecords, djangoRecords } from "../../../test/support/django-records.js";
import { Argon2Hasher } from "./argon2-hasher.js";
import { describeHasher } from "./describe-hasher.js";

const hasher = new Argon2Hasher({ memory: 64, time: 1, parallelism: 2 });
const salt = "c2Vhc2FsdHNlYXNhbHRzZWFzYWx0MQ";
const digest = "A".repeat(43);

describe("Argon2Hasher", () => {
  const knownRecords = djangoRecords.filter(({ algorithm }) => algorithm === "argon2");
  describeHasher("argon2", { makeHasher: () => hasher, knownRecords }, { describe, test });

  test("writes what Django writes, with Django's cost unless told otherwise", () => {
    const { password, record } = djangoDefaultRecords.find(({ algorithm }) => algorithm === "argon2") ?? { password: "", record: "" };
    expect(new Argon2Hasher().encode(password, "seasaltseasaltseasalt1")).toBe(record);
  });

  test("reads version 16 by its name as well", () => {
    const record = djangoRecords.find((known) => known.record.startsWith("argon2$argon2i$m=8,")) ?? { password: "", record: "" };
    expect(hasher.verify(record.password, record.record.replace("$m=", "$v=16$m="))).toBe(true);
  });

  test.each([
    [`argon2id$v=19$m=64,t=1,p=2$${salt}$${digest}`, false],
    [`argon2i$v=19$m=64,t=1,p=2$${salt}$${digest}`, true],
    [`argon2id$v=16$m=64,t=1,p=2$${salt}$${digest}`, true],
    [`argon2id$m=64,t=1,p=2$${salt}$${digest}`, true],
    [`argon2id$v=19$m=65,t=1,p=2$${salt}$${digest}`, true],
    [`argon2id$v=19$m=64,t=2,p=2$${salt}$${digest}`, true],
    [`argon2id$v=19$m=64,t=1,p=1$${salt}$${digest}`, true],
    [`argon2id$v=19$m=64,t=1,p=2$c2Vhc2FsdHNlYXNhbHRzZWFzYWx0$${digest}`, true],
    [`argon2id$v=19$m=64,t=1,p=2$${salt}$${"A".repeat(86)}`, true],
  ])("would update %s: %s", (phc, mustUpdate) => {
    expect(hasher.mustUpdate(`argon2$${phc}`)).toBe(mustUpdate);
  });

  test.each([
    ["m=1048576,t=10,p=16", true],
    ["m=1048577,t=10,p=16", false],
    ["m=1048576,t=11,p=16", false],
    ["m=1048576,t=10,p=17", false],
    ["m=15,t=1,p=2", false],
    ["m=16,t=1,p=2", true],
    ["m=64,t=0,p=1", false],
    ["m=64,t=1,p=1,keyid=AAAA", false],
  ])("reads %s: %s", (cost, canRead) => {
    expect(hasher.canRead(`argon2$argon2id$v=19$${cost}$${salt}$${digest}`)).toBe(canRead);
  });

  test.each([
    ["a salt of 7 bytes", "c2Vhc2FsdA", digest],
    ["a digest of 12 bytes", salt, "A".repeat(16)],
    ["a digest of 66 bytes", salt, "A".repeat(88)],
    ["a digest with loose bits at the end", salt, `${"A".repeat(42)}B`],
  ])("does not read %s", (_, otherSalt, otherDigest) => {
    expect(hasher.canRead(`argon2$argon2id$v=19$m=64,t=1,p=2$${otherSalt}$${otherDigest}`)).toBe(false);
  });
});
