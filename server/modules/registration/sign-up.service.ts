import { checkEmail, emailKey, normalizeEmail } from "../../foundation/kernel/email-address.js";
import { KeyedLock } from "../../foundation/kernel/keyed-lock.js";
import type { RequestSource } from "../../foundation/kernel/request-source.js";
import { atInput, refuseIfAny, type UserError, UserErrors } from "../../foundation/kernel/user-error.js";
import type { Database } from "../../foundation/platform/database/database.js";
import { checkPersonName, normalizePersonName } from "../accounts/person-name.js";
import { actorOf, loggedUser, type UserRecord } from "../accounts/user-record.js";
import { checkUsername, normalizeUsername, usernameKey } from "../accounts/username.js";
import type { NewUser, UsersService } from "../accounts/users.service.js";
import type { AuditService } from "../audit/audit.service.js";
import type { PasswordsService } from "../passwords/passwords.service.js";
import type { ThrottlingService } from "../throttling/throttling.service.js";
import type { RegistrationHooks, RegistrationSignals } from "./registration.events.js";

/** Optional fields of sign-up. */
export type SignUpField = "email" | "firstName" | "lastName";

/** What sign-up takes, by setting. */
export interface SignUpRules {
  readonly isOpen: boolean;
  readonly fields: readonly { readonly name: SignUpField; readonly isRequired: boolean }[];
}

/** What a person typed to sign up. */
export interface SignUpRequest extends Partial<Record<SignUpField, string | null>> {
  readonly username: string;
  readonly password: string;
}

/** What signing up needs. */
export interface SignUpParts {
  readonly database: Database;
  readonly users: UsersService;
  readonly passwords: PasswordsService;
  readonly throttling: ThrottlingService;
  readonly audit: AuditService;
  readonly signals: RegistrationSignals;
  readonly hooks: RegistrationHooks;
}

/** Lets strangers make an account of their own. */
export class SignUpService {
  private readonly oneNameAtATime = new KeyedLock({ width: 1, waiting: 200 });

  constructor(
    private readonly parts: SignUpParts,
    private readonly rules: SignUpRules,
  ) {}

  /**
   * Makes an account; it is active at once, and nobody is logged in.
   *
   * @throws UserErrors everything that is wrong with the input, `SIGN_UP_CLOSED`, or the veto of a hook
   * @throws RequestError `RATE_LIMITED`, `BUSY`
   */
  async signUp(request: SignUpRequest, source: RequestSource): Promise<UserRecord> {
    if (!this.rules.isOpen) throw new UserErrors([signUpClosed]);
    const { users, passwords, throttling, hooks } = this.parts;
    await throttling.reserve("signUp", { addressPrefix: source.addressPrefix });
    const person = {
      username: normalizeUsername(request.username),
      email: normalizeEmail(request.email ?? ""),
      firstName: normalizePersonName(request.firstName ?? ""),
      lastName: normalizePersonName(request.lastName ?? ""),
    };
    const errors = [
      ...atInput("username", checkUsername(person.username)),
      ...atInput("email", person.email === "" ? [] : checkEmail(person.email)),
      ...atInput("firstName", checkPersonName(person.firstName)),
      ...atInput("lastName", checkPersonName(person.lastName)),
      ...this.checkFields(request, person),
      ...atInput("password", passwords.checkNew(request.password, person)),
    ];
    // Many people who want one name at once: only the first needs a password hashed, the others are told without.
    return this.oneNameAtATime.run(usernameKey(person.username) || emailKey(person.email), async () => {
      const isShaped = errors.every((error) => error.path.at(-1) !== "username" && error.path.at(-1) !== "email");
      refuseIfAny([...errors, ...(isShaped ? await users.findTaken(person) : [])]);
      await hooks.beforeSignUp.ask({ person, source });
      return this.create({ ...person, password: await passwords.hash(request.password) }, source);
    });
  }

  private async create(person: NewUser, source: RequestSource): Promise<UserRecord> {
    const { database, users, audit, signals } = this.parts;
    return database.atomic(async () => {
      const user = await users.create(person);
      await audit.record({ action: "SIGN_UP", actor: actorOf(user), object: loggedUser(user), source });
      database.onCommit(() => signals.userSignedUp.send({ user, source }));
      return user;
    });
  }

  /** Optional fields that are missing although required, or given although not taken. */
  private checkFields(request: SignUpRequest, person: Readonly<Record<SignUpField, string>>): UserError[] {
    return (["email", "firstName", "lastName"] as const).flatMap((name): UserError[] => {
      const field = this.rules.fields.find((candidate) => candidate.name === name);
      if (field?.isRequired && person[name] === "") return atInput(name, [{ code: "REQUIRED", message: "Fill in this field." }]);
      if (!field && request[name] != null && person[name] !== "") {
        return atInput(name, [{ code: "INVALID", message: "This field is not taken at sign-up." }]);
      }
      return [];
    });
  }
}

const signUpClosed: UserError = { code: "SIGN_UP_CLOSED", message: "Sign-up is closed; ask an administrator for an account.", path: [] };
