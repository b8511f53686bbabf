import type { RequestSource } from "../../foundation/kernel/request-source.js";
import type { AuditService } from "../audit/audit.service.js";
import type { PasswordsService } from "../passwords/passwords.service.js";
import type { AttemptCounter, AttemptOrigin, CountedAttempt } from "./attempt-counter.js";
import { type Authenticated, type AuthenticationBackend, AuthenticationRefused, type Credentials } from "./authentication-backend.js";
import { type AuthenticationSignals, cleanse } from "./authentication.signals.js";
import type { PasswordBackend } from "./password.backend.js";

/** Who somebody is, and which backend said so. */
export interface Identified extends Authenticated {
  readonly backend: string;
}

/** What authentication needs beside its backends. */
export interface AuthenticationParts {
  /** Our own backend, which may or may not be among those that are asked. */
  readonly passwordBackend: PasswordBackend;
  readonly passwords: Pick<PasswordsService, "admit">;
  readonly attempts: AttemptCounter;
  readonly audit: AuditService;
  readonly signals: AuthenticationSignals;
}

/** Longest part of an identifier that the log keeps. */
const maxLoggedLength = 200;

/** Finds out who somebody is, by asking the backends in order. */
export class AuthenticationService {
  constructor(
    private readonly backends: readonly AuthenticationBackend[],
    private readonly parts: AuthenticationParts,
  ) {}

  /**
   * Checks credentials. Only checks: opens no session and stores nothing but the failure. Null when they are not right.
   *
   * @throws RequestError `RATE_LIMITED`, `BUSY`
   */
  async authenticate(credentials: Credentials, origin: AttemptOrigin): Promise<Identified | null> {
    const identified = await this.identify(credentials, origin);
    if (identified) await this.forgive(identified);
    return identified;
  }

  /**
   * The same for callers who {@link forgive} by themselves, or start a session, which forgives along with what it writes.
   *
   * @throws RequestError `RATE_LIMITED`, `BUSY`
   */
  async identify(credentials: Credentials, origin: AttemptOrigin): Promise<Identified | null> {
    // Before it is counted: what is refused for want of a place has made no attempt.
    return this.parts.passwords.admit(async () => this.judge(credentials, origin));
  }

  /** Forgets the failures in a row of somebody who has proved who they are, this attempt among them. */
  async forgive({ userId }: Identified): Promise<void> {
    await this.parts.attempts.forgive(userId);
  }

  private async judge(credentials: Credentials, origin: AttemptOrigin): Promise<Identified | null> {
    const counted = await this.parts.attempts.count(credentials, origin);
    try {
      const identified = await this.askBackends(credentials, counted, origin.source);
      if (identified) await counted.pass(identified.userId);
      else await this.noteFailure(credentials, counted.account?.id ?? null, origin.source);
      return identified;
    } catch (error) {
      await counted.forget();
      throw error;
    }
  }

  private async askBackends(credentials: Credentials, { account }: CountedAttempt, source: RequestSource): Promise<Identified | null> {
    for (const [index, backend] of this.backends.entries()) {
      // What was read to count the attempt is good for our own backend, and only if no other has been asked: that might have changed it.
      const isUnchanged = index === 0 && backend === this.parts.passwordBackend;
      try {
        const authenticated = await backend.authenticate(credentials, { source, ...(isUnchanged && { account }) });
        if (authenticated) return { ...authenticated, backend: backend.name };
      } catch (error) {
        if (error instanceof AuthenticationRefused) return null;
        throw error;
      }
    }
    return null;
  }

  /** Puts a failed attempt into the log and tells listeners. */
  async noteFailure(credentials: Credentials, userId: string | null, source: RequestSource): Promise<void> {
    const identifier = typeof credentials["identifier"] === "string" ? credentials["identifier"] : "";
    const object = { type: "auth.user", id: userId, name: identifier.slice(0, maxLoggedLength) };
    await this.parts.audit.record({ action: "LOG_IN", outcome: "FAILURE", object, source });
    this.parts.signals.userLoginFailed.send({ credentials: cleanse(credentials), source });
  }
}
