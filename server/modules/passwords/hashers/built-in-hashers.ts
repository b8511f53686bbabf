import { Argon2Hasher } from "./argon2-hasher.js";
import { BcryptHasher } from "./bcrypt-hasher.js";
import { BcryptSha256Hasher } from "./bcrypt-sha256-hasher.js";
import { Md5Hasher } from "./md5-hasher.js";
import type { PasswordHasher } from "./password-hasher.js";
import { Pbkdf2Hasher } from "./pbkdf2-hasher.js";
import { ScryptHasher } from "./scrypt-hasher.js";

/** What the built-in hashers can be told. */
export interface HasherParameters {
  /** Base-2 logarithm of the number of rounds, 4 to 15. */
  readonly bcryptCost: number;
}

/** Makes each hasher that Gatehouse brings along, by the name of its algorithm. */
export const builtInHashers = {
  bcrypt_sha256: ({ bcryptCost }: HasherParameters) => new BcryptSha256Hasher(bcryptCost),
  argon2: () => new Argon2Hasher(),
  pbkdf2_sha256: () => new Pbkdf2Hasher("sha256"),
  pbkdf2_sha1: () => new Pbkdf2Hasher("sha1"),
  scrypt: () => new ScryptHasher(),
  bcrypt: ({ bcryptCost }: HasherParameters) => new BcryptHasher(bcryptCost),
  md5: () => new Md5Hasher(),
} satisfies Record<string, (parameters: HasherParameters) => PasswordHasher>;
