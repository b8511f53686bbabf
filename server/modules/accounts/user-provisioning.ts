import { randomUUID } from "node:crypto";

import { checkEmail, normalizeEmail } from "../../foundation/kernel/email-address.js";
import type { RequestSource } from "../../foundation/kernel/request-source.js";
import { atInput, refuseIfAny } from "../../foundation/kernel/user-error.js";
import type { Database } from "../../foundation/platform/database/database.js";
import type { AuditService } from "../audit/audit.service.js";
import { makeUnusablePassword } from "../passwords/hashers/unusable-password.js";
import { checkPersonName, normalizePersonName } from "./person-name.js";
import { loggedUser, type UserRecord } from "./user-record.js";
import type { UserPermissionsService } from "./user-permissions.service.js";
import { checkUsername, normalizeUsername } from "./username.js";
import type { UsersService } from "./users.service.js";

/** Somebody whom a program, rather than a person at a form, makes an account for. */
export interface Newcomer {
  readonly username: string;
  readonly email?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly isStaff?: boolean;
}

/** What making users needs. */
export interface UserProvisioningParts {
  readonly database: Database;
  readonly users: UsersService;
  readonly userPermissions: UserPermissionsService;
  readonly audit: AuditService;
}

/** The users, for programs that Gatehouse is built into. Says nothing of passwords, and notes every change in the log. */
export class UserProvisioning {
  constructor(private readonly parts: UserProvisioningParts) {}

  /** The user with a key. */
  async find(id: string): Promise<UserRecord | null> {
    return this.parts.users.find(id);
  }

  /** The user with a name, compared ignoring case. */
  async findByUsername(username: string): Promise<UserRecord | null> {
    return this.parts.users.findByUsername(username);
  }

  /**
   * Makes an account that no password opens: its owner comes in through a backend of yours, or asks for a password reset.
   *
   * @param source the request that makes it necessary; absent when your program does so by itself
   * @throws UserErrors what is wrong with the names or the address, or `ALREADY_TAKEN`
   */
  async create(
    { username, email = "", firstName = "", lastName = "", isStaff = false }: Newcomer,
    source = ownSource(),
  ): Promise<UserRecord> {
    const person = {
      username: normalizeUsername(username),
      email: normalizeEmail(email),
      firstName: normalizePersonName(firstName),
      lastName: normalizePersonName(lastName),
    };
    refuseIfAny([
      ...atInput("username", checkUsername(person.username)),
      ...atInput("email", person.email === "" ? [] : checkEmail(person.email)),
      ...atInput("firstName", checkPersonName(person.firstName)),
      ...atInput("lastName", checkPersonName(person.lastName)),
    ]);
    const { database, users, audit } = this.parts;
    return database.atomic(async () => {
      refuseIfAny(await users.findTaken(person));
      const user = await users.create({ ...person, isStaff, password: makeUnusablePassword() });
      await audit.record({ action: "ADD", object: loggedUser(user), source });
      return user;
    });
  }

  /**
   * The user with this name, made as by `create` when there is none. Nothing of an existing one is changed: make sure that nobody
   * else can come by such a name, or a stranger who signed up with it gets whatever you meant for the owner.
   *
   * @throws UserErrors as `create`
   */
  async findOrCreate(newcomer: Newcomer, source = ownSource()): Promise<UserRecord> {
    const user = await this.findByUsername(newcomer.username);
    if (user) return user;
    return this.create(newcomer, source).catch(async (error: unknown) => {
      const madeMeanwhile = await this.findByUsername(newcomer.username);
      if (!madeMeanwhile) throw error;
      return madeMeanwhile;
    });
  }

  /**
   * Lets a user hold permissions `app_label.codename`, beside those held already. Nothing happens if all are.
   *
   * @throws Error naming a permission that is not in the catalogue
   */
  async grant(user: UserRecord, permissions: readonly string[], source = ownSource()): Promise<void> {
    const { database, userPermissions, audit } = this.parts;
    await database.atomic(async () => {
      const granted = await userPermissions.grant(user.id, permissions);
      if (granted.length === 0) return;
      await audit.record({ action: "CHANGE", object: loggedUser(user), source, details: { grantedPermissions: granted } });
    });
  }
}

/** Stands for the program itself, which no network peer asked. */
function ownSource(): RequestSource {
  return { ipAddress: null, addressPrefix: null, userAgent: null, requestId: randomUUID() };
}
