import { describe, expect, test } from "@jest/globals";
import { djangoDefaultRecords, djangoRecords } from "../../../test/support/django-records.js";
import { describeHasher } from "./describe-hasher.js";
import { Pbkdf2Hasher } from "./pbkdf2-hasher.js";

describe.each([
  ["sha256", "ByDLwFcLXi3YhFaA3hudyGCwiYh1Sik4FL98D2Zc20Y="],
  ["sha1", "yT/H49wWGgd4CFZw6J/qiyXyeAQ="],
] as const)("Pbkdf2Hasher with %s", (digest, key) => {
  const hasher = new Pbkdf2Hasher(digest, 1000);
  const knownRecords = djangoRecords.filter(({ algorithm }) => algorithm === hasher.algorithm);

  describeHasher("pbkdf2", { makeHasher: () => hasher, knownRecords }, { describe, test });

  test("writes what Django writes", () => {
    expect(hasher.encode("lètmein", "seasaltseasaltseasalt1")).toBe(`pbkdf2_${digest}$1000$seasaltseasaltseasalt1$${key}`);
  });

  test.each([
    ["as many iterations and a long salt", `1000$seasaltseasaltseasalt1`, false],
    ["fewer iterations", `999$seasaltseasaltseasalt1`, true],
    ["more iterations", `1001$seasaltseasaltseasalt1`, true],
    ["a short salt", `1000$seasaltseasaltseasalt`, true],
  ])("would update %s: %s", (_, settings, mustUpdate) => {
    expect(hasher.mustUpdate(`pbkdf2_${digest}$${settings}$${key}`)).toBe(mustUpdate);
  });

  test("reads up to ten million iterations", () => {
    expect(hasher.canRead(`pbkdf2_${digest}$10000000$seasalt$${key}`)).toBe(true);
    expect(hasher.canRead(`pbkdf2_${digest}$10000001$seasalt$${key}`)).toBe(false);
  });

  test("does not read the key of another digest", () => {
    const other = digest === "sha256" ? "yT/H49wWGgd4CFZw6J/qiyXyeAQ=" : "ByDLwFcLXi3YhFaA3hudyGCwiYh1Sik4FL98D2Zc20Y=";
    expect(hasher.canRead(`pbkdf2_${digest}$1000$seasaltseasaltseasalt1$${other}`)).toBe(false);
  });
});

test("Pbkdf2Hasher writes with Django's cost unless told otherwise", () => {
  const { password, record } = djangoDefaultRecords.find(({ algorithm }) => algorithm === "pbkdf2_sha256") ?? { password: "", record: "" };
  expect(new Pbkdf2Hasher("sha256").encode(password, "seasalt")).toBe(record);
});
