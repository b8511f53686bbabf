/** What kind of thing went wrong, as far as a page treats it differently. */
export type FaultKind = "offline" | "logged-out" | "forbidden" | "rate-limited" | "refused" | "unexpected";

/** A request that brought no answer. */
export class Fault extends Error {
  constructor(
    readonly kind: FaultKind,
    message: string,
    /** Number under which the server's log knows an unexpected fault; null for others. */
    readonly reference: string | null = null,
    /** When the server wants to be asked again, where it says so. */
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(message);
  }
}

/** What the server finds wrong with an input, as forms show it. */
export interface InputFault {
  readonly code: string;
  readonly message: string;
  /** The field at fault, such as `["input", "email"]`; null when no single field is. */
  readonly path?: readonly string[] | null;
  /** Values that the message mentions. */
  readonly params?: unknown;
}

/** An answer that refuses the input. */
export class InputRefused extends Error {
  constructor(readonly faults: readonly InputFault[]) {
    super(faults.map(({ message }) => message).join(" "));
  }

  /** Whether somebody else saved first. */
  get isConflict(): boolean {
    return this.faults.some(({ code }) => code === "CONFLICT");
  }
}
