import { hashRawSync } from "@node-rs/argon2";

import { decodeBase64, isSameDigest } from "./digest.js";
import type { PasswordCost, PasswordHasher } from "./password-hasher.js";
import { isWeakSalt, makeTextSalt } from "./text-salt.js";

/** What argon2 computes with: KiB of memory, passes over it, lanes. */
interface Argon2Cost {
  readonly memory: number;
  readonly time: number;
  readonly parallelism: number;
}

interface Argon2Record extends Argon2Cost {
  readonly variety: keyof typeof varieties;
  readonly version: keyof typeof versions;
  readonly salt: Buffer;
  readonly digest: Buffer;
}

// The numbers are the library's; its names for them exist for the compiler only.
const varieties = { d: 0, i: 1, id: 2 } as const;
const versions = { 16: 0, 19: 1 } as const;

/** What Django does: 100 MiB. */
const defaultCost: Argon2Cost = { memory: 102_400, time: 2, parallelism: 8 };

/** Most that is computed for a stored record: 1 GiB, and a few seconds. */
const maxCost: Argon2Cost = { memory: 2 ** 20, time: 10, parallelism: 16 };

const digestLength = 32;

const recordShape =
  /^argon2\$argon2(id|i|d)\$(?:v=(16|19)\$)?m=([1-9]\d{0,6}),t=([1-9]\d?),p=([1-9]\d?)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/**
 * Django's `Argon2PasswordHasher`: `argon2` glued to the string of the PHC format, as in `argon2$argon2id$v=19$m=…,t=…,p=…$salt$digest`.
 * Writes argon2id of version 19, and reads the other varieties and version 16, which Django wrote before 3.2.
 */
export class Argon2Hasher implements PasswordHasher {
  readonly algorithm = "argon2";

  constructor(private readonly cost = defaultCost) {}

  encode(password: string, salt = makeTextSalt()): string {
    const { memory, time, parallelism } = this.cost;
    const settings = { ...this.cost, variety: "id", version: 19, salt: Buffer.from(salt), digest: Buffer.alloc(digestLength) } as const;
    const digest = derive(password, settings);
    return ["argon2$argon2id$v=19", `m=${memory},t=${time},p=${parallelism}`, toText(settings.salt), toText(digest)].join("$");
  }

  canRead(record: string): boolean {
    return read(record) !== undefined;
  }

  verify(password: string, record: string): boolean {
    const stored = read(record);
    return stored !== undefined && isSameDigest(derive(password, stored), stored.digest);
  }

  mustUpdate(record: string): boolean {
    const stored = read(record);
    if (!stored) return false;
    const { memory, time, parallelism } = this.cost;
    const isSameCost = stored.memory === memory && stored.time === time && stored.parallelism === parallelism;
    const isSameKind = stored.variety === "id" && stored.version === 19 && stored.digest.length === digestLength;
    return !isSameCost || !isSameKind || isWeakSalt(stored.salt.toString("latin1"));
  }

  costOf(record: string): PasswordCost {
    const stored = read(record);
    if (!stored) return {};
    return { "memory cost": stored.memory, "time cost": stored.time, parallelism: stored.parallelism };
  }
}

/** The digest of a password with everything else as in a record. */
function derive(password: string, { memory, time, parallelism, variety, version, salt, digest }: Argon2Record): Buffer {
  return hashRawSync(password, {
    memoryCost: memory,
    timeCost: time,
    parallelism,
    algorithm: varieties[variety],
    version: versions[version],
    salt,
    outputLen: digest.length,
  });
}

function read(record: string): Argon2Record | undefined {
  const [, variety, version = "16", memory, time, parallelism, encodedSalt, encodedDigest] = recordShape.exec(record) ?? [];
  const cost = { memory: Number(memory), time: Number(time), parallelism: Number(parallelism) };
  if (encodedSalt === undefined || encodedDigest === undefined || !isAffordable(cost)) return undefined;
  const salt = decodeBase64(encodedSalt, { padding: false });
  const digest = decodeBase64(encodedDigest, { padding: false });
  // RFC 9106 asks for 8 bytes of salt. It allows digests of 4, which could be met by trying passwords.
  if (!salt || salt.length < 8 || !digest || digest.length < 16 || digest.length > 64) return undefined;
  return { ...cost, variety: variety as keyof typeof varieties, version: version === "19" ? 19 : 16, salt, digest };
}

/** Whether argon2 is defined for these numbers (RFC 9106, section 3.1) and asks for no more than it may. */
function isAffordable({ memory, time, parallelism }: Argon2Cost): boolean {
  return memory >= 8 * parallelism && memory <= maxCost.memory && time <= maxCost.time && parallelism <= maxCost.parallelism;
}

function toText(bytes: Buffer): string {
  return bytes.toString("base64").replace(/=+$/, "");
}
