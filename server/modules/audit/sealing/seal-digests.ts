import { createHmac } from "node:crypto";

import { keysFor, sameDigest } from "../../../foundation/kernel/secrets.js";

/** What a seal vouches for. */
export interface SealedLink {
  /** Digest of the seal before it; empty for the first. */
  readonly previous: Buffer;
  readonly number: number;
  readonly entryId: string;
  readonly sealedAt: Date;
  /** The entry as `sealedText` writes it; null for one that was gone before it was sealed. */
  readonly entry: string | null;
}

/**
 * Makes and checks the digests of seals (HMAC-SHA-256). Whoever has the database but not the secret keys can make none. Keys are
 * rotated as those of signatures: the first seals, all verify.
 */
export class SealDigests {
  private readonly keys: readonly Buffer[];

  /** @param secretKeys at least one */
  constructor(secretKeys: readonly string[]) {
    this.keys = keysFor(secretKeys, "log-seal");
  }

  /** The digest of a new seal. */
  make(link: SealedLink): Buffer {
    const [first] = this.keys;
    if (!first) throw new RangeError("sealing needs at least one secret key");
    return digest(first, link);
  }

  /** Whether one of the keys made the digest for exactly this link. */
  fits(link: SealedLink, given: Buffer): boolean {
    return this.keys.some((key) => sameDigest(digest(key, link), given));
  }
}

function digest(key: Buffer, { previous, number, entryId, sealedAt, entry }: SealedLink): Buffer {
  const text = JSON.stringify([previous.toString("hex"), number, entryId, sealedAt.toISOString(), entry]);
  return createHmac("sha256", key).update(text).digest();
}
