import { pbkdf2Sync } from "node:crypto";

import { decodeBase64, isSameDigest } from "./digest.js";
import type { PasswordCost, PasswordHasher } from "./password-hasher.js";
import { isWeakSalt, makeTextSalt } from "./text-salt.js";

/** Bytes of the key that is stored, which is as long as the digest. */
const keyLengths = { sha256: 32, sha1: 20 } as const;

/** What Django 5.2 does. */
const defaultIterations = 1_000_000;

/** Most that is computed for a stored record: a few seconds. */
const maxIterations = 10_000_000;

const recordShape = /^([a-z0-9_]+)\$([1-9]\d{0,7})\$([^$]+)\$([A-Za-z0-9+/]+=*)$/;

interface Pbkdf2Record {
  readonly iterations: number;
  readonly salt: string;
  readonly key: Buffer;
}

/** Django's `PBKDF2PasswordHasher` and `PBKDF2SHA1PasswordHasher`: `pbkdf2_sha256$iterations$salt$key`. */
export class Pbkdf2Hasher implements PasswordHasher {
  readonly algorithm: string;

  constructor(
    private readonly digest: keyof typeof keyLengths,
    private readonly iterations = defaultIterations,
  ) {
    this.algorithm = `pbkdf2_${digest}`;
  }

  encode(password: string, salt = makeTextSalt()): string {
    return [this.algorithm, this.iterations, salt, this.derive(password, salt, this.iterations).toString("base64")].join("$");
  }

  canRead(record: string): boolean {
    return this.read(record) !== undefined;
  }

  verify(password: string, record: string): boolean {
    const stored = this.read(record);
    return stored !== undefined && isSameDigest(this.derive(password, stored.salt, stored.iterations), stored.key);
  }

  mustUpdate(record: string): boolean {
    const stored = this.read(record);
    return stored !== undefined && (stored.iterations !== this.iterations || isWeakSalt(stored.salt));
  }

  costOf(record: string): PasswordCost {
    const stored = this.read(record);
    return stored ? { iterations: stored.iterations } : {};
  }

  private derive(password: string, salt: string, iterations: number): Buffer {
    return pbkdf2Sync(password, salt, iterations, keyLengths[this.digest], this.digest);
  }

  private read(record: string): Pbkdf2Record | undefined {
    const [, algorithm, iterations, salt, encodedKey] = recordShape.exec(record) ?? [];
    if (algorithm !== this.algorithm || salt === undefined || encodedKey === undefined || Number(iterations) > maxIterations)
      return undefined;
    const key = decodeBase64(encodedKey, { padding: true });
    return key?.length === keyLengths[this.digest] ? { iterations: Number(iterations), salt, key } : undefined;
  }
}
