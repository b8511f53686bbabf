import { checkEmail, emailKey, normalizeEmail } from "../../../foundation/kernel/email-address.js";
import { checkPersonName, normalizePersonName } from "../../accounts/person-name.js";
import { checkUsername, normalizeUsername, usernameKey } from "../../accounts/username.js";
import { isUsablePassword, makeUnusablePassword } from "../../passwords/hashers/unusable-password.js";
import type { ImportedUser, RowPlace } from "../imported-rows.js";
import { type ExistingUsers, possibleUsernameKeys } from "./existing-users.js";
import type { ImportReport } from "./import-report.js";
import { acceptableUsername, distinctUsername } from "./rename-user.js";

/** A user as it will be written. */
export interface PlannedUser extends ImportedUser {
  readonly emailIsShared: boolean;
}

/** What users are judged by. */
export interface JudgeRules {
  readonly sharedEmails: boolean;
  /** Names of the groups that users may be put into: those here and those that come along. */
  readonly groups: ReadonlySet<string>;
  readonly permissions: ReadonlySet<string>;
  /** Whether some hasher reads a password record. */
  readonly canRead: (record: string) => boolean;
}

/** Decides, user by user in the order of the source, who comes in and as what. Remembers the names and addresses it has seen. */
export class UserJudge {
  private readonly externalIds = new Set<string>();
  private readonly usernameKeys = new Set<string>();
  private readonly emailKeys = new Set<string>();

  constructor(
    private readonly rules: JudgeRules,
    private readonly report: ImportReport,
  ) {}

  /**
   * The user as it is to be written; null when it is left out.
   *
   * @param existing the users here that it may get in the way of
   */
  judge(place: RowPlace, user: ImportedUser, existing: ExistingUsers): PlannedUser | null {
    const planned = this.isPresent(user, existing) ? "present" : this.plan(place, user, existing);
    if (planned === "present") this.report.users.present++;
    else if (planned === null) this.report.users.skipped++;
    else this.report.users.added++;
    if (planned === null || planned === "present") return null;
    this.claim(planned.externalId, usernameKey(planned.username), emailKey(planned.email));
    return planned;
  }

  /** Whether an earlier run has brought the user. */
  private isPresent(user: ImportedUser, existing: ExistingUsers): boolean {
    if (user.externalId === null || this.externalIds.has(user.externalId)) return false;
    const key = existing.usernameKeyByExternalId.get(user.externalId);
    if (key === undefined || !possibleUsernameKeys(user).includes(key)) return false;
    this.claim(user.externalId, key, emailKey(normalizeEmail(user.email)));
    return true;
  }

  private plan(place: RowPlace, user: ImportedUser, existing: ExistingUsers): PlannedUser | null {
    if (!this.hasOwnId(place, user, existing)) return null;
    const username = this.usernameOf(place, user, existing);
    const firstName = this.personName(place, user.firstName);
    const lastName = this.personName(place, user.lastName);
    const address = this.addressOf(place, user, existing);
    const password = this.passwordOf(place, user);
    const holdings = this.holdingsOf(place, user);
    if (username === null || firstName === null || lastName === null || !address || password === null || !holdings) return null;
    return { ...user, username, firstName, lastName, ...address, password, ...holdings };
  }

  private hasOwnId(place: RowPlace, { externalId, username }: ImportedUser, existing: ExistingUsers): boolean {
    if (externalId === null) return true;
    if (this.externalIds.has(externalId)) {
      this.report.choose("row-invalid", place, `the id ${externalId} has occurred already`);
      return false;
    }
    if (!existing.usernameKeyByExternalId.has(externalId)) return true;
    this.report.choose("external-id-taken", place, `${JSON.stringify(username)} with the id ${externalId}`);
    return false;
  }

  private usernameOf(place: RowPlace, { username, externalId }: ImportedUser, existing: ExistingUsers): string | null {
    const normalized = normalizeUsername(username);
    const acceptable = acceptableUsername(normalized);
    const shown = JSON.stringify(username);
    if (checkUsername(normalized).length > 0 && this.report.choose("username-invalid", place, shown) !== "rename") return null;
    const clash = this.clashOf(acceptable, existing);
    if (!clash) return acceptable;
    const distinct = distinctUsername(acceptable, externalId);
    if (this.report.choose(clash, place, shown) !== "rename") return null;
    if (!this.clashOf(distinct, existing)) return distinct;
    this.report.choose("row-invalid", place, `${shown} cannot be renamed: ${distinct} is taken, too`);
    return null;
  }

  private clashOf(username: string, existing: ExistingUsers): "username-duplicate" | "username-taken" | undefined {
    const key = usernameKey(username);
    if (this.usernameKeys.has(key)) return "username-duplicate";
    return existing.usernameKeys.has(key) ? "username-taken" : undefined;
  }

  private personName(place: RowPlace, name: string): string | null {
    const normalized = normalizePersonName(name);
    if (checkPersonName(normalized).length === 0) return normalized;
    if (this.report.choose("person-name-invalid", place, JSON.stringify(name)) !== "clean") return null;
    const clean = [...normalized].filter((sign) => checkPersonName(sign).length === 0).slice(0, 150);
    return normalizePersonName(clean.join(""));
  }

  private addressOf(place: RowPlace, user: ImportedUser, existing: ExistingUsers): Pick<PlannedUser, "email" | "emailIsShared"> | null {
    const { sharedEmails } = this.rules;
    const email = normalizeEmail(user.email);
    const none = { email: "", emailIsShared: sharedEmails };
    if (email === "") return none;
    if (checkEmail(email).length > 0)
      return this.report.choose("email-invalid", place, JSON.stringify(user.email)) === "clear" ? none : null;
    const clash = this.emailKeys.has(emailKey(email))
      ? "email-shared"
      : existing.emailKeys.has(emailKey(email))
        ? "email-taken"
        : undefined;
    if (!clash || sharedEmails) return { email, emailIsShared: sharedEmails };
    const choice = this.report.choose(clash, place, JSON.stringify(user.email));
    if (choice === "share") return { email, emailIsShared: true };
    return choice === "clear" ? none : null;
  }

  private passwordOf(place: RowPlace, { password, username }: ImportedUser): string | null {
    if (!isUsablePassword(password) || this.rules.canRead(password)) return password;
    const choice = this.report.choose("password-unreadable", place, `${JSON.stringify(username)}, algorithm ${algorithmOf(password)}`);
    if (choice === "unusable") return makeUnusablePassword();
    return choice === "keep" ? password : null;
  }

  private holdingsOf(place: RowPlace, user: ImportedUser): Pick<PlannedUser, "groups" | "permissions"> | null {
    const groups = user.groups.filter((name) => this.rules.groups.has(name));
    const permissions = user.permissions.filter((name) => this.rules.permissions.has(name));
    const unknown = [...user.groups, ...user.permissions].filter((name) => !groups.includes(name) && !permissions.includes(name));
    if (unknown.length > 0 && this.report.choose("reference-unknown", place, unknown.join(", ")) !== "drop") return null;
    return { groups, permissions };
  }

  private claim(externalId: string | null, username: string, email: string): void {
    if (externalId !== null) this.externalIds.add(externalId);
    this.usernameKeys.add(username);
    if (email !== "") this.emailKeys.add(email);
  }
}

/** What a record calls its algorithm, if that is fit to be shown: a garbled record may hold anything. */
function algorithmOf(record: string): string {
  const name = record.split("$", 1)[0] ?? "";
  return record.includes("$") && /^[a-z0-9_]{1,30}$/.test(name) ? name : "unknown";
}
