import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";

/** Fresh random text for a secret: 32 bytes from the system's generator, URL-safe base64 without padding (43 characters). */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored of a secret. Plain SHA-256 is enough, because {@link newSecret} has too many values to try. */
export function digestOf(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

/** Compares two digests in constant time; different lengths never match. */
export function sameDigest(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

/**
 * A key of 32 bytes from each secret key, in their order. Each purpose derives keys of its own (HKDF, RFC 5869), so that what is made
 * for one purpose never fits another.
 */
export function keysFor(secretKeys: readonly string[], purpose: string): readonly Buffer[] {
  return secretKeys.map((key) => Buffer.from(hkdfSync("sha256", key, "", `gatehouse:${purpose}`, 32)));
}

/**
 * Signs short texts for one purpose. Keys come as a list so that they can be rotated without breaking what is under way:
 * the first signs, all verify.
 */
export class Signer {
  private readonly keys: readonly Buffer[];

  /** @param secretKeys at least one; see {@link keysFor} */
  constructor(secretKeys: readonly string[], purpose: string) {
    this.keys = keysFor(secretKeys, purpose);
  }

  /** The text, a dot, and its signature (22 characters: 128 bits). */
  sign(text: string): string {
    const [first] = this.keys;
    if (!first) throw new RangeError("signing needs at least one secret key");
    return `${text}.${signature(first, text).toString("base64url")}`;
  }

  /** The text of {@link sign}, or undefined when no key of the list made the signature. */
  verify(signed: string): string | undefined {
    const dot = signed.lastIndexOf(".");
    const text = signed.slice(0, Math.max(dot, 0));
    const given = Buffer.from(signed.slice(dot + 1), "base64url");
    return this.keys.some((key) => sameDigest(signature(key, text), given)) ? text : undefined;
  }
}

function signature(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest().subarray(0, 16);
}
