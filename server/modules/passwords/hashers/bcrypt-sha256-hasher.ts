import { createHash } from "node:crypto";

import { BcryptHasher } from "./bcrypt-hasher.js";

/**
 * Django's `BCryptSHA256PasswordHasher`: bcrypt over the hexadecimal SHA-256 of the password, which lifts bcrypt's limit of
 * 72 bytes and its stop at a NUL.
 */
export class BcryptSha256Hasher extends BcryptHasher {
  override readonly algorithm = "bcrypt_sha256";

  protected override toInput(password: string): Buffer {
    return Buffer.from(createHash("sha256").update(password, "utf8").digest("hex"));
  }
}
