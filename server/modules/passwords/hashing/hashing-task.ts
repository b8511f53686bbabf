/** What a hashing thread is told when it starts. */
export interface HashingThreadOptions {
  readonly bcryptCost: number;
}

/** One piece of work for a hashing thread. */
export type HashingTask =
  { readonly kind: "encode"; readonly password: string } | { readonly kind: "verify"; readonly password: string; readonly record: string };

/** What a hashing thread answers: the record, or whether the password fits. */
export type HashingResult = string | boolean;
