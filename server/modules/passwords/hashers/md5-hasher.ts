import { createHash } from "node:crypto";

import { isSameDigest } from "./digest.js";
import type { PasswordCost, PasswordHasher } from "./password-hasher.js";
import { isWeakSalt, makeTextSalt } from "./text-salt.js";

const recordShape = /^md5\$([^$]+)\$([0-9a-f]{32})$/;

/** Django's `MD5PasswordHasher`: `md5$salt$digest`. Stops nobody who has the table; only to bring old accounts in. */
export class Md5Hasher implements PasswordHasher {
  readonly algorithm = "md5";

  encode(password: string, salt = makeTextSalt()): string {
    return [this.algorithm, salt, derive(password, salt).toString("hex")].join("$");
  }

  canRead(record: string): boolean {
    return recordShape.test(record);
  }

  verify(password: string, record: string): boolean {
    const [, salt, digest] = recordShape.exec(record) ?? [];
    return salt !== undefined && digest !== undefined && isSameDigest(derive(password, salt), Buffer.from(digest, "hex"));
  }

  mustUpdate(record: string): boolean {
    const [, salt] = recordShape.exec(record) ?? [];
    return salt !== undefined && isWeakSalt(salt);
  }

  costOf(): PasswordCost {
    return {};
  }
}

function derive(password: string, salt: string): Buffer {
  return createHash("md5").update(salt).update(password).digest();
}
