import { describe, expect, test } from "@jest/globals";
import { djangoRecords } from "../../../test/support/django-records.js";
import { describeHasher } from "./describe-hasher.js";
import { Md5Hasher } from "./md5-hasher.js";

describe("Md5Hasher", () => {
  const knownRecords = djangoRecords.filter(({ algorithm }) => algorithm === "md5");
  describeHasher("md5", { makeHasher: () => new Md5Hasher(), knownRecords }, { describe, test });

  test("writes what Django writes", () => {
    expect(new Md5Hasher().encode("lètmein", "seasalt")).toBe("md5$seasalt$3f86d0d3d465b7b458c231bf3555c0e3");
  });

  test("would update a short salt", () => {
    expect(new Md5Hasher().mustUpdate("md5$seasalt$3f86d0d3d465b7b458c231bf3555c0e3")).toBe(true);
  });

  test("does not read digests without a salt", () => {
    expect(new Md5Hasher().canRead("md5$$3f86d0d3d465b7b458c231bf3555c0e3")).toBe(false);
    expect(new Md5Hasher().canRead("3f86d0d3d465b7b458c231bf3555c0e3")).toBe(false);
  });
});
