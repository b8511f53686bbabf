import { scryptSync } from "node:crypto";

import { decodeBase64, isSameDigest } from "./digest.js";
import type { PasswordCost, PasswordHasher } from "./password-hasher.js";
import { makeTextSalt } from "./text-salt.js";

const keyLength = 64;

/** What scrypt computes with: `N` the work factor, `r` the block size, `p` the parallelism. */
interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

interface ScryptRecord extends ScryptCost {
  readonly salt: string;
  readonly key: Buffer;
}

/** What Django does. */
const defaultCost: ScryptCost = { N: 16_384, r: 8, p: 5 };

// Most that is computed for a stored record: 128 MiB, and a few seconds.
const maxN = 2 ** 17;
const maxNr = 2 ** 20;
const maxNrp = 2 ** 23;

const recordShape = /^scrypt\$([1-9]\d{0,5})\$([^$]+)\$([1-9]\d?)\$([1-9]\d?)\$([A-Za-z0-9+/]+=*)$/;

/** Django's `ScryptPasswordHasher`: `scrypt$N$salt$r$p$key`. */
export class ScryptHasher implements PasswordHasher {
  readonly algorithm = "scrypt";

  constructor(private readonly cost = defaultCost) {}

  encode(password: string, salt = makeTextSalt()): string {
    const { N, r, p } = this.cost;
    return [this.algorithm, N, salt, r, p, derive(password, salt, this.cost).toString("base64")].join("$");
  }

  canRead(record: string): boolean {
    return read(record) !== undefined;
  }

  verify(password: string, record: string): boolean {
    const stored = read(record);
    return stored !== undefined && isSameDigest(derive(password, stored.salt, stored), stored.key);
  }

  mustUpdate(record: string): boolean {
    const stored = read(record);
    return stored !== undefined && (stored.N !== this.cost.N || stored.r !== this.cost.r || stored.p !== this.cost.p);
  }

  costOf(record: string): PasswordCost {
    const stored = read(record);
    return stored ? { "work factor": stored.N, "block size": stored.r, parallelism: stored.p } : {};
  }
}

function derive(password: string, salt: string, { N, r, p }: ScryptCost): Buffer {
  // OpenSSL counts the blocks of all lanes beside the big table, and a little more.
  return scryptSync(password, salt, keyLength, { N, r, p, maxmem: 128 * r * (N + p + 2) + 1024 });
}

function read(record: string): ScryptRecord | undefined {
  const [, N, salt, r, p, encodedKey] = recordShape.exec(record) ?? [];
  if (salt === undefined || encodedKey === undefined || !isAffordable({ N: Number(N), r: Number(r), p: Number(p) })) return undefined;
  const key = decodeBase64(encodedKey, { padding: true });
  return key?.length === keyLength ? { N: Number(N), r: Number(r), p: Number(p), salt, key } : undefined;
}

/** Whether scrypt is defined for these numbers (RFC 7914, section 2) and asks for no more than it may. */
function isAffordable({ N, r, p }: ScryptCost): boolean {
  const isDefined = N > 1 && Number.isInteger(Math.log2(N)) && N < 2 ** (16 * r);
  return isDefined && N <= maxN && N * r <= maxNr && N * r * p <= maxNrp;
}
