import { describe, expect, test } from "@jest/globals";

import { digestOf, newSecret, sameDigest, Signer } from "./secrets.js";

const [oldKey, newKey] = ["an old key of more than 32 characters", "a new key of more than 32 characters"];

describe("Signer", () => {
  test("verifies what it signed", () => {
    const signer = new Signer([oldKey], "test");
    expect(signer.verify(signer.sign("some.text"))).toBe("some.text");
  });

  test("verifies with every key and signs with the first, so that keys can be rotated", () => {
    const before = new Signer([oldKey], "test").sign("text");
    const during = new Signer([newKey, oldKey], "test");
    expect(during.verify(before)).toBe("text");
    expect(new Signer([newKey], "test").verify(during.sign("text"))).toBe("text");
    expect(new Signer([newKey], "test").verify(before)).toBeUndefined();
  });

  test("keeps purposes apart", () => {
    const signed = new Signer([oldKey], "reset").sign("text");
    expect(new Signer([oldKey], "verification").verify(signed)).toBeUndefined();
  });

  test.each(["", ".", "text", "text.", ".AAAAAAAAAAAAAAAAAAAAAA", "text.AAAAAAAAAAAAAAAAAAAAAA", "text.\ud800"])("refuses %j", (forged) => {
    expect(new Signer([oldKey], "test").verify(forged)).toBeUndefined();
  });

  test("refuses a text or signature that was changed or cut", () => {
    const signer = new Signer([oldKey], "test");
    const signed = signer.sign("text");
    const changed = [`T${signed.slice(1)}`, signed.slice(0, -2)];
    expect(changed.map((forged) => signer.verify(forged))).toEqual([undefined, undefined]);
  });
});

describe("secrets", () => {
  test("have 256 bits and are never alike", () => {
    const secrets = Array.from({ length: 100 }, newSecret);
    expect(new Set(secrets).size).toBe(100);
    expect(secrets.every((secret) => Buffer.from(secret, "base64url").length === 32)).toBe(true);
  });

  test("match by digests of equal length only", () => {
    const digest = digestOf("secret");
    expect(sameDigest(digest, digestOf("secret"))).toBe(true);
    expect(sameDigest(digest, digestOf("other"))).toBe(false);
    expect(sameDigest(digest.subarray(0, 16), digest)).toBe(false);
  });
});
