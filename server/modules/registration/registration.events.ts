import { Hook } from "../../foundation/kernel/hook.js";
import type { RequestSource } from "../../foundation/kernel/request-source.js";
import { Signal } from "../../foundation/kernel/signal.js";
import type { UserEvent } from "../authentication/authentication.signals.js";

/** What a stranger wants to be known as, normalised and checked. */
export interface SignUpPerson {
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** What is asked before an account is made. */
export class RegistrationHooks {
  /** Everything typed is in order; the account is about to be made. */
  readonly beforeSignUp = new Hook<{ readonly person: SignUpPerson; readonly source: RequestSource }>();
}

/** What is told about new accounts. */
export class RegistrationSignals {
  /** An account was made by the person themselves. */
  readonly userSignedUp: Signal<UserEvent>;

  /** @param report hears of listeners that failed */
  constructor(report: (error: unknown, signal: string) => void) {
    this.userSignedUp = new Signal("userSignedUp", report);
  }
}
