import type { RequestSource } from "../../foundation/kernel/request-source.js";

/** What somebody brings to prove who they are, by name: `identifier` and `password`, or whatever a backend understands. */
export type Credentials = Readonly<Record<string, unknown>>;

/** An attempt to prove who one is. It has been counted: a backend need not limit guesses itself. */
export interface AuthenticationAttempt {
  readonly source: RequestSource;
}

/** Whom credentials belong to. */
export interface Authenticated {
  readonly userId: string;
  /** The password record that was checked; the session is bound to it. Left out by backends that check no password. */
  readonly passwordRecord?: string;
  /** A stronger record of the same password, to be stored at log-in. */
  readonly upgradedRecord?: string;
}

/**
 * A way of telling who somebody is. Backends are asked in order; the first that knows the credentials decides. A session
 * remembers the backend that opened it and ends when that backend is no longer configured.
 */
export interface AuthenticationBackend {
  /** Stable and unique; stored with sessions. At most 100 characters. */
  readonly name: string;
  /**
   * Checks credentials and opens nothing; a backend for people who are known elsewhere may make their account here, as Django's
   * `RemoteUserBackend` does. Null when the credentials are not of this backend's kind or not right: the next one is asked.
   *
   * @throws AuthenticationRefused to end the search: nobody else is asked, and the attempt has failed
   */
  authenticate(credentials: Credentials, attempt: AuthenticationAttempt): Promise<Authenticated | null>;
}

/** Thrown by a backend that knows that this attempt must fail, whatever later backends might say. */
export class AuthenticationRefused extends Error {
  constructor(message = "refused by an authentication backend") {
    super(message);
    this.name = "AuthenticationRefused";
  }
}
