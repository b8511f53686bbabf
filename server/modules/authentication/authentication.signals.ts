import type { RequestSource } from "../../foundation/kernel/request-source.js";
import { Signal } from "../../foundation/kernel/signal.js";
import type { UserRecord } from "../accounts/user-record.js";
import type { Credentials } from "./authentication-backend.js";

/** Somebody did something to their account. */
export interface UserEvent {
  readonly user: UserRecord;
  readonly source: RequestSource;
}

/** What is told about logging in and out. */
export class AuthenticationSignals {
  /** A session was opened. */
  readonly userLoggedIn: Signal<UserEvent & { readonly sessionId: string; readonly backend: string }>;
  /** Somebody logged out; `user` is null for requests without a session. */
  readonly userLoggedOut: Signal<{ readonly user: UserRecord | null; readonly source: RequestSource }>;
  /** No backend accepted the credentials; secrets among them are masked. */
  readonly userLoginFailed: Signal<{ readonly credentials: Credentials; readonly source: RequestSource }>;
  /** A user changed their own password. */
  readonly passwordChanged: Signal<UserEvent>;

  /** @param report hears of listeners that failed */
  constructor(report: (error: unknown, signal: string) => void) {
    this.userLoggedIn = new Signal("userLoggedIn", report);
    this.userLoggedOut = new Signal("userLoggedOut", report);
    this.userLoginFailed = new Signal("userLoginFailed", report);
    this.passwordChanged = new Signal("passwordChanged", report);
  }
}

const secretNames = /api|token|key|secret|password|signature/i;

/** Masks every credential whose name sounds like a secret, as Django does. */
export function cleanse(credentials: Credentials): Credentials {
  return Object.fromEntries(Object.entries(credentials).map(([name, value]) => [name, secretNames.test(name) ? "*".repeat(20) : value]));
}
