import type { RequestSource } from "../../foundation/kernel/request-source.js";
import { atInput, refuseIfAny, type UserError, UserErrors } from "../../foundation/kernel/user-error.js";
import { advisoryLocks } from "../../foundation/platform/database/advisory-locks.js";
import type { Database } from "../../foundation/platform/database/database.js";
import { type PersonFields, readPerson } from "../accounts/person-form.js";
import { actorOf, loggedUser, type UserRecord } from "../accounts/user-record.js";
import type { UsersService } from "../accounts/users.service.js";
import type { AuditService } from "../audit/audit.service.js";
import type { FoundToken, OneTimeTokensService } from "../one-time-tokens/one-time-tokens.service.js";
import type { PasswordsService } from "../passwords/passwords.service.js";
import type { ThrottlingService } from "../throttling/throttling.service.js";

/** What the operator fills in behind the set-up link. */
export interface FirstSuperuserForm {
  readonly token: string;
  readonly username: string;
  readonly email?: string | null | undefined;
  readonly password: string;
}

/** What making the first superuser needs. */
export interface FirstSuperuserParts {
  readonly database: Database;
  readonly users: UsersService;
  readonly passwords: PasswordsService;
  readonly tokens: OneTimeTokensService;
  readonly throttling: ThrottlingService;
  readonly audit: AuditService;
}

const purpose = "first-superuser";
const lifetimeSeconds = 86_400;

/** Holds the tokens: there is no user yet whose they could be. */
const nobodyYet = "00000000-0000-0000-0000-000000000000";

const blank = { username: "", email: "", firstName: "", lastName: "" };

/** Lets whoever started a new installation make its first superuser with a link, as long as there is none. */
export class FirstSuperuserService {
  constructor(private readonly parts: FirstSuperuserParts) {}

  /** A token for {@link create}, good once and for a day; null when there is a superuser. Whoever has it owns the installation. */
  async issueToken(): Promise<string | null> {
    const { users, tokens } = this.parts;
    if (await users.hasSuperuser()) return null;
    return tokens.issue({ purpose, holderId: nobodyYet, binding: "", lifetimeSeconds });
  }

  /**
   * The token if {@link create} would take it now, or why not. Using nothing up, it may be asked any number of times.
   *
   * @throws RequestError `RATE_LIMITED`
   */
  async find(text: string, source: RequestSource): Promise<FoundToken | UserError> {
    await this.parts.throttling.reserve("confirmPasswordReset", { addressPrefix: source.addressPrefix });
    return this.examine(text);
  }

  /**
   * Makes the first superuser, and logs nobody in. All tokens are void as soon as there is one, however it was made.
   *
   * @throws UserErrors `TOKEN_INVALID`, `TOKEN_EXPIRED`, `TOKEN_USED` at `token`, or everything that is wrong with the form
   * @throws RequestError `RATE_LIMITED`, `BUSY`
   */
  async create(form: FirstSuperuserForm, source: RequestSource): Promise<UserRecord> {
    const { database, users, passwords, throttling } = this.parts;
    await throttling.reserve("confirmPasswordReset", { addressPrefix: source.addressPrefix });
    await this.usable(form.token);
    const { person, errors } = readPerson(form, blank);
    refuseIfAny([...errors, ...atInput("password", passwords.checkNew(form.password, person))]);
    refuseIfAny(await users.findTaken(person));
    const password = await passwords.hash(form.password);
    return database.atomic(async () => {
      await database.query("SELECT pg_advisory_xact_lock($1)", [advisoryLocks.firstSuperuser]);
      return this.spendToken(await this.usable(form.token), { ...person, password }, source);
    });
  }

  private async spendToken(token: FoundToken, person: PersonFields & { readonly password: string }, source: RequestSource) {
    const { users, tokens, audit } = this.parts;
    if (!(await tokens.consume(token))) throw new UserErrors([refusals.used]);
    const user = await users.create({ ...person, isStaff: true, isSuperuser: true });
    const details = { by: "set-up", isSuperuser: true };
    await audit.record({ action: "ADD", actor: actorOf(user), object: loggedUser(user), source, details });
    return user;
  }

  private async usable(text: string): Promise<FoundToken> {
    const found = await this.examine(text);
    if ("code" in found) throw new UserErrors([found]);
    return found;
  }

  private async examine(text: string): Promise<FoundToken | UserError> {
    const { users, tokens } = this.parts;
    const token = await tokens.find(purpose, text);
    if (!token) return refusals.invalid;
    if (token.state !== "good") return refusals[token.state];
    return (await users.hasSuperuser()) ? refusals.invalid : token;
  }
}

const path = ["input", "token"];
const refusals = {
  invalid: { code: "TOKEN_INVALID", message: "This set-up link is not valid, or there is a superuser already.", path },
  expired: { code: "TOKEN_EXPIRED", message: "This set-up link is too old; start the server again for a new one.", path },
  used: { code: "TOKEN_USED", message: "This set-up link has been used already; log in with the account it made.", path },
} as const satisfies Record<string, UserError>;
