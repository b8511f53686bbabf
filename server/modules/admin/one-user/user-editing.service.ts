import type { RequestSource } from "../../../foundation/kernel/request-source.js";
import { atInput, refuseIfAny, type UserError } from "../../../foundation/kernel/user-error.js";
import { type PersonFields, readPerson, type TypedPerson } from "../../accounts/person-form.js";
import type { UserChangesService, UserFields } from "../../accounts/user-changes.service.js";
import type { UserPermissionsService } from "../../accounts/user-permissions.service.js";
import { actorOf, loggedUser, type UserRecord } from "../../accounts/user-record.js";
import type { UsersService } from "../../accounts/users.service.js";
import type { AuditService } from "../../audit/audit.service.js";
import type { PasswordsService } from "../../passwords/passwords.service.js";
import type { InvitationsService } from "../../recovery/invitations.service.js";
import type { SessionsService } from "../../sessions/sessions.service.js";
import type { WantedChange } from "../staff/delegation.js";
import { snapshotOf, type StaffHistory } from "../staff/staff-history.js";
import type { StaffTransactions } from "../staff/staff-transactions.js";
import { refuseStale } from "../staff/stale-save.js";
import type { TargetUsers } from "../staff/target-users.js";
import { UserRightsChange, type WishedRights } from "../many-users/user-rights-change.js";
import type { WantedRights } from "../staff/wanted-rights.js";

/** What staff fills in about a user; what is absent stays as it is. */
export interface UserForm extends TypedPerson, WishedRights {
  readonly isActive?: boolean | undefined;
  readonly isStaff?: boolean | undefined;
  readonly isSuperuser?: boolean | undefined;
}

/** A user to be made; without a password, none opens the account. */
export interface NewUserForm extends UserForm {
  readonly password?: string | undefined;
  /** Mails the user a link to choose the first password. */
  readonly isInvited: boolean;
}

/** Changes of a user. */
export interface ChangedUserForm extends UserForm {
  readonly id: string;
  /** The version that the form shows; null to overwrite whatever is there. */
  readonly version: number | null;
  readonly joinedAt?: Date | undefined;
  /** Null for never. */
  readonly lastLoginAt?: Date | null | undefined;
}

/** Who fills a form in. */
export interface FormRequest<Form> {
  readonly actorId: string;
  readonly form: Form;
  readonly source: RequestSource;
}

/** What making and changing users needs. */
export interface UserEditingParts {
  readonly staff: StaffTransactions;
  readonly targets: TargetUsers;
  readonly history: StaffHistory;
  readonly wantedRights: WantedRights;
  readonly users: UsersService;
  readonly userChanges: UserChangesService;
  readonly userPermissions: UserPermissionsService;
  readonly passwords: PasswordsService;
  readonly invitations: InvitationsService;
  readonly sessions: SessionsService;
  readonly audit: AuditService;
}

const nobody = { username: "", email: "", firstName: "", lastName: "" };
const nothing = { groups: [], permissions: [] };

/** Makes and changes users for staff, with the fields of Django's forms. */
export class UserEditingService {
  constructor(private readonly parts: UserEditingParts) {}

  /**
   * Makes a user, and invites them if that is wished. Needs `auth.add_user`.
   *
   * @throws UserErrors everything that is wrong with the form, `ALREADY_TAKEN`, or what delegation forbids
   * @throws RequestError `BUSY`
   */
  async create({ actorId, form, source }: FormRequest<NewUserForm>): Promise<UserRecord> {
    const { staff, targets, history, wantedRights, users, userChanges, passwords, invitations } = this.parts;
    const { person, errors } = readPerson(form, nobody);
    refuseIfAny([
      ...errors,
      ...faultsOfInvitation(form, person),
      ...atInput("password", form.password === undefined ? [] : passwords.checkNew(form.password, person)),
    ]);
    refuseIfAny(await users.findTaken(person));
    const password = form.password === undefined ? passwords.makeUnusable() : await passwords.hash(form.password);
    const { isActive = true, isStaff = false, isSuperuser = false } = form;
    return staff.run({ actorId, permission: "auth.add_user" }, async (actor) => {
      const rights = await UserRightsChange.find(wantedRights, nothing, form);
      await targets.refuseOne(actor, null, { isStaff, isSuperuser, ...rights.wanted });
      refuseIfAny(await users.findTaken(person));
      const user = await users.create({ ...person, isActive, isStaff, isSuperuser, password });
      await rights.apply(userChanges, user.id);
      await history.noteUser({ actor, source }, user, { before: null, after: snapshotOf(user, rights.after) });
      if (form.isInvited) await invitations.invite(user, { actor: actorOf(actor.user), source });
      return user;
    });
  }

  /**
   * Changes a user, and ends the sessions of one who is shut out. Nothing is written when nothing is different. Needs
   * `auth.change_user`.
   *
   * @throws UserErrors `NOT_FOUND`, `CONFLICT`, everything that is wrong with the form, or what delegation forbids
   */
  async update({ actorId, form, source }: FormRequest<ChangedUserForm>): Promise<UserRecord> {
    const { staff, targets, history, wantedRights, userChanges, sessions, audit } = this.parts;
    return staff.run({ actorId, permission: "auth.change_user" }, async (actor) => {
      const user = await targets.lockOne(form.id);
      await refuseStale(audit, { object: loggedUser(user), seen: form.version, current: user.version });
      const fields = await this.readFields(form, user);
      const [holdings = nothing] = await userChanges.holdingsOf([user.id]);
      const rights = await UserRightsChange.find(wantedRights, holdings, form);
      await targets.refuseOne(actor, user, { ...(await this.wantedOf(user, fields)), ...rights.wanted });
      const after = { ...user, ...fields };
      const change = { before: snapshotOf(user, holdings), after: snapshotOf(after, rights.after) };
      if (!(await history.noteUser({ actor, source }, user, change))) return user;
      await userChanges.update(user.id, fields);
      await rights.apply(userChanges, user.id);
      if (!fields.isActive) await sessions.revokeAllOf([user.id]);
      const [changed = after] = await userChanges.touch([user.id]);
      return changed;
    });
  }

  /** All fields as they would be. */
  private async readFields(form: ChangedUserForm, user: UserRecord): Promise<UserFields> {
    const { person, errors } = readPerson(form, user);
    refuseIfAny(errors);
    const taken = await this.parts.users.findTaken(person, user.id);
    refuseIfAny(taken.filter(({ path }) => person[path[1] as "username" | "email"] !== user[path[1] as "username" | "email"]));
    const { isActive = user.isActive, isStaff = user.isStaff, isSuperuser = user.isSuperuser } = form;
    const { joinedAt = user.joinedAt, lastLoginAt = user.lastLoginAt } = form;
    return { ...person, isActive, isStaff, isSuperuser, joinedAt, lastLoginAt };
  }

  /** What delegation has to judge: flags that change, and whom a new address opens. */
  private async wantedOf(user: UserRecord, { isActive, isStaff, isSuperuser, email }: UserFields): Promise<WantedChange> {
    return {
      isActive: isActive === user.isActive ? undefined : isActive,
      isStaff: isStaff === user.isStaff ? undefined : isStaff,
      isSuperuser: isSuperuser === user.isSuperuser ? undefined : isSuperuser,
      email: email === user.email ? undefined : await this.parts.userPermissions.list({ ...user, isActive: true }),
    };
  }
}

/** An invitation takes somebody who can be reached, may log in, and has no password yet. */
function faultsOfInvitation({ isInvited, password, isActive }: NewUserForm, { email }: PersonFields): UserError[] {
  if (!isInvited) return [];
  return [
    ...atInput("email", email === "" ? [{ code: "REQUIRED", message: "An invitation needs an address to go to." }] : []),
    ...atInput("password", password === undefined ? [] : [{ code: "INVALID", message: "Whoever is invited chooses the password." }]),
    ...atInput("isActive", isActive === false ? [{ code: "INVALID", message: "Only active users can be invited." }] : []),
  ];
}
