import { describe, expect, test } from "@jest/globals";
import { djangoDefaultRecords, djangoRecords } from "../../../test/support/django-records.js";
import { describeHasher } from "./describe-hasher.js";
import { ScryptHasher } from "./scrypt-hasher.js";

const hasher = new ScryptHasher({ N: 16, r: 8, p: 1 });
const key = `${"A".repeat(86)}==`;

describe("ScryptHasher", () => {
  const knownRecords = djangoRecords.filter(({ algorithm }) => algorithm === "scrypt");
  describeHasher("scrypt", { makeHasher: () => hasher, knownRecords }, { describe, test });

  test("writes what Django writes, with Django's cost unless told otherwise", () => {
    const { password, record } = djangoDefaultRecords.find(({ algorithm }) => algorithm === "scrypt") ?? { password: "", record: "" };
    expect(new ScryptHasher().encode(password, "seasalt")).toBe(record);
  });

  test.each([
    ["scrypt$16$seasalt$8$1", false],
    ["scrypt$32$seasalt$8$1", true],
    ["scrypt$16$seasalt$4$1", true],
    ["scrypt$16$seasalt$8$2", true],
  ])("would update %s: %s", (settings, mustUpdate) => {
    expect(hasher.mustUpdate(`${settings}$${key}`)).toBe(mustUpdate);
  });

  test.each([
    ["the most work", "131072$seasalt$8$8", true],
    ["too high a work factor", "262144$seasalt$1$1", false],
    ["too much memory", "131072$seasalt$9$1", false],
    ["too much work", "131072$seasalt$8$9", false],
    ["a work factor that is no power of two", "1000$seasalt$8$1", false],
    ["a work factor of one", "1$seasalt$8$1", false],
    ["a work factor too high for the block size", "65536$seasalt$1$1", false],
  ])("reads %s (%s): %s", (_, settings, canRead) => {
    expect(hasher.canRead(`scrypt$${settings}$${key}`)).toBe(canRead);
  });

  test.each(["32768$seasalt$1$1", "2$seasalt$99$99"])("computes at the edge: %s", (settings) => {
    expect(hasher.verify("lètmein", `scrypt$${settings}$${key}`)).toBe(false);
  });
});
