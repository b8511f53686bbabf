import { createHash, timingSafeEqual } from "node:crypto";

import bcrypt from "bcrypt";

import type { PasswordHasher } from "./password-hasher.js";

/** Highest cost that is computed for a stored record: a hostile record must not occupy a thread for minutes. */
const highestCost = 15;

const recordShape = /^bcrypt_sha256\$(\$2[aby]\$(\d{2})\$[./A-Za-z0-9]{22})([./A-Za-z0-9]{31})$/;

/**
 * Django's `BCryptSHA256PasswordHasher`: bcrypt over the hexadecimal SHA-256 of the password, which lifts bcrypt's limit of
 * 72 bytes and its stop at a NUL.
 */
export class BcryptSha256Hasher implements PasswordHasher {
  readonly algorithm = "bcrypt_sha256";

  /** @param cost base-2 logarithm of the number of rounds, 4 to 15 */
  constructor(private readonly cost: number) {}

  encode(password: string): string {
    return `bcrypt_sha256$${bcrypt.hashSync(prehash(password), bcrypt.genSaltSync(this.cost, "b"))}`;
  }

  verify(password: string, record: string): boolean {
    const [, settings, cost, checksum] = recordShape.exec(record) ?? [];
    if (settings === undefined || checksum === undefined || Number(cost) < 4 || Number(cost) > highestCost) return false;
    // The library knows $2a$ and $2b$ only; $2y$ is PHP's name for the same computation as $2b$.
    const computed = bcrypt.hashSync(prehash(password), settings.replace("$2y$", "$2b$"));
    return timingSafeEqual(Buffer.from(computed.slice(-checksum.length)), Buffer.from(checksum));
  }
}

function prehash(password: string): string {
  return createHash("sha256").update(password, "utf8").digest("hex");
}
