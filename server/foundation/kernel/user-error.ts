import type { AuthErrorCode } from "./error-codes.js";

/** Values that a message mentions, so that a client can translate it without parsing text. */
export type UserErrorParams = Readonly<Record<string, string | number | boolean>>;

/** A fault that the person at the form can mend. Travels as data, in `userErrors` of a payload. */
export interface UserError {
  readonly code: AuthErrorCode;
  /** One English sentence that says what to do. */
  readonly message: string;
  /** Where in the arguments the fault lies, such as `["input", "email"]`; empty when it is not about one field. */
  readonly path: readonly string[];
  readonly params?: UserErrorParams;
}

/** A fault of one value, before anyone knows which input field the value came from. */
export type Fault = Omit<UserError, "path">;

/** Places faults of one value at an input field. */
export function atInput(field: string, faults: readonly Fault[]): UserError[] {
  return faults.map((fault) => ({ ...fault, path: ["input", field] }));
}

/**
 * Ends a service method with faults that the person can mend. Doors (GraphQL, CLI) turn it into data; the surrounding
 * transaction is rolled back, so nothing is half written.
 */
export class UserErrors extends Error {
  readonly errors: readonly UserError[];

  /** @param errors a path may be left out where the fault is not about one field */
  constructor(errors: readonly (Fault & Partial<Pick<UserError, "path">>)[]) {
    super(errors.map((error) => `${error.path?.join(".") ?? ""}: ${error.code}`).join("; "));
    this.name = "UserErrors";
    this.errors = errors.map((error) => ({ ...error, path: error.path ?? [] }));
  }
}

/** Throws {@link UserErrors} when there is at least one error. */
export function refuseIfAny(errors: readonly UserError[]): void {
  if (errors.length > 0) throw new UserErrors(errors);
}
