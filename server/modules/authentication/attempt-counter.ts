import { lookupKey } from "../../foundation/kernel/case-fold.js";
import type { RequestSource } from "../../foundation/kernel/request-source.js";
import { digestOf } from "../../foundation/kernel/secrets.js";
import { strip } from "../../foundation/kernel/text.js";
import type { UserRecord } from "../accounts/user-record.js";
import type { UsersService, UserWithPassword } from "../accounts/users.service.js";
import type { KnownDevices } from "../sessions/session-context.js";
import type { LockoutService } from "../throttling/lockout.service.js";
import type { ThrottlingService } from "../throttling/throttling.service.js";
import type { Credentials } from "./authentication-backend.js";

/** Where an attempt comes from. */
export interface AttemptOrigin {
  readonly source: RequestSource;
  readonly devices: Pick<KnownDevices, "id" | "idFor">;
}

/** An attempt that was counted as failed before it was made. */
export interface CountedAttempt {
  /** Whom the identifier means; null when nobody has it. */
  readonly account: UserWithPassword | null;
  /** The credentials were right, and whose they are. The failures in a row of their owner stay until {@link AttemptCounter.forgive}. */
  pass(ownerId: string): Promise<void>;
  /** The credentials were never judged. */
  forget(): Promise<void>;
}

/** What counting attempts needs. */
export interface AttemptCounterParts {
  readonly users: UsersService;
  readonly throttling: ThrottlingService;
  readonly lockouts: LockoutService;
}

/** Longest identifier that may mean somebody: an email address. */
const maxIdentifierLength = 254;

/** What the failed log-ins of a user are throttled by, but for those on known devices. */
export function throttleKeysOf({ username, email }: UserRecord): string[] {
  return [username, email].map((identifier) => lookupKey(identifier, maxIdentifierLength));
}

/** Stands for a password record in the cookie of a known device; another password makes the device a stranger's again. */
export function deviceStampOf(passwordRecord: string): string {
  return digestOf(passwordRecord).subarray(0, 8).toString("base64url");
}

/** The device and the password it is known by: with another password, counting begins anew. */
function knownDevice({ id, password }: UserWithPassword, { devices }: AttemptOrigin): string | null {
  const stamp = deviceStampOf(password);
  const deviceId = devices.idFor(id, stamp);
  return deviceId && `${deviceId} ${stamp}`;
}

/** Counts attempts to prove who one is, whatever backend will judge them. */
export class AttemptCounter {
  constructor(private readonly parts: AttemptCounterParts) {}

  /**
   * Counts an attempt as failed: by address, and by the identifier and the account it means. A known device has counts of its
   * own, so that strangers cannot lock people out; an identifier that nobody has is counted all the same.
   *
   * @throws RequestError `RATE_LIMITED`; the attempt must not be made
   */
  async count({ identifier: given }: Credentials, origin: AttemptOrigin): Promise<CountedAttempt> {
    const { users, throttling, lockouts } = this.parts;
    const identifier = typeof given === "string" ? lookupKey(strip(given), maxIdentifierLength) : "";
    const account = identifier === "" ? null : await users.findByIdentifier(given as string);
    const accountId = account?.id ?? null;
    const deviceId = account && knownDevice(account, origin);
    const reservation = await throttling.reserve("logInFailed", {
      addressPrefix: deviceId === null ? origin.source.addressPrefix : null,
      ...(identifier !== "" && { account: deviceId === null ? identifier : `${identifier} on ${deviceId}` }),
    });
    const subject = { accountId, identifier, deviceId };
    if (identifier !== "") await lockouts.reserve(subject);
    const forget = async (): Promise<void> => {
      await throttling.release(reservation);
      if (identifier !== "") await lockouts.release(subject);
    };
    const pass = async (ownerId: string): Promise<void> => {
      if (ownerId === accountId) await throttling.release(reservation);
      else await forget();
    };
    return { account, forget, pass };
  }

  /** Forgets the failures in a row of somebody who has proved who they are. */
  async forgive(ownerId: string): Promise<void> {
    await this.parts.lockouts.clear(ownerId);
  }
}
