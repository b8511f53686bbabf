import type { builtInHashers, HasherParameters } from "../hashers/built-in-hashers.js";
import type { PasswordCheck } from "../hashers/hasher-list.js";

/** A hasher by the name of its algorithm, or by the URL of a module that exports a `PasswordHasher` named `hasher`. */
export type HasherSource = keyof typeof builtInHashers | `file:${string}`;

/** What a hashing thread is told when it starts. */
export interface HashingThreadOptions extends HasherParameters {
  /** At least one. The first writes, all read. */
  readonly hashers: readonly HasherSource[];
}

/** One piece of work for a hashing thread. */
export type HashingTask =
  { readonly kind: "encode"; readonly password: string } | { readonly kind: "check"; readonly password: string; readonly record: string };

/** What a hashing thread answers: the record, or whether the password fits. */
export type HashingResult = string | PasswordCheck;
