import { emailKey } from "../../../foundation/kernel/email-address.js";
import { atInput, refuseIfAny, UserErrors } from "../../../foundation/kernel/user-error.js";
import type { Jobs } from "../../../foundation/platform/jobs/jobs.js";
import { passwordNotice } from "../../accounts/password-notice.job.js";
import type { UserPermissionsService } from "../../accounts/user-permissions.service.js";
import { actorOf, loggedUser, type UserRecord } from "../../accounts/user-record.js";
import type { UsersService } from "../../accounts/users.service.js";
import type { AuditService } from "../../audit/audit.service.js";
import type { AuthenticationHooks } from "../../authentication/authentication.hooks.js";
import type { SetPasswordService } from "../../authentication/set-password.service.js";
import type { PasswordsService } from "../../passwords/passwords.service.js";
import type { ThrottlingService } from "../../throttling/throttling.service.js";
import { canResetPassword, sendPasswordReset } from "../../recovery/send-password-reset.job.js";
import type { StaffActor } from "../staff/delegation.js";
import type { StaffTransactions } from "../staff/staff-transactions.js";
import type { TargetUsers } from "../staff/target-users.js";
import type { FormRequest } from "./user-editing.service.js";

/** What setting passwords of others needs. */
export interface UserPasswordsParts {
  readonly staff: StaffTransactions;
  readonly targets: TargetUsers;
  readonly users: UsersService;
  readonly userPermissions: UserPermissionsService;
  readonly passwords: PasswordsService;
  readonly passwordSetting: SetPasswordService;
  readonly hooks: AuthenticationHooks;
  readonly throttling: ThrottlingService;
  readonly jobs: Jobs;
  readonly audit: AuditService;
}

type Request = FormRequest<{ readonly id: string }>;

/**
 * Sets the passwords of others. All methods need `auth.change_user` and throw `UserErrors` `NOT_FOUND` or what delegation forbids:
 * whoever sets a password can log in as the user.
 */
export class UserPasswordsService {
  constructor(private readonly parts: UserPasswordsParts) {}

  /**
   * Sets a password, ends all sessions of the user, and tells the owner by mail.
   *
   * @throws UserErrors everything that is wrong with the password, or the veto of a hook
   * @throws RequestError `BUSY`
   */
  async set(request: FormRequest<{ readonly id: string; readonly password: string }>): Promise<UserRecord> {
    const { passwords, hooks, jobs } = this.parts;
    const { form, source } = request;
    const known = await this.change(request, async (_actor, user) => user);
    refuseIfAny(atInput("password", passwords.checkNew(form.password, known)));
    await hooks.beforePasswordChange.ask({ user: known, source });
    const record = await passwords.hash(form.password);
    return this.change(request, async (actor, user) => {
      await this.replace(request, { actor, user, record, how: "changed" });
      await jobs.enqueue(passwordNotice, { userId: user.id, ipAddress: null });
      return user;
    });
  }

  /** Lets no password open the account any more, and ends all sessions of the user. */
  async disable(request: Request): Promise<UserRecord> {
    const record = this.parts.passwords.makeUnusable();
    return this.change(request, async (actor, user) => {
      await this.replace(request, { actor, user, record, how: "disabled" });
      return user;
    });
  }

  /**
   * Mails a reset link to the address of the user, as if the user had asked for it.
   *
   * @throws UserErrors `INVALID` at `id` when the user could not use it
   * @throws RequestError `RATE_LIMITED`: nobody gets too many mails, whoever has them sent
   */
  async sendReset({ actorId, form, source }: Request): Promise<void> {
    const { staff, targets, users, throttling, jobs } = this.parts;
    await staff.run({ actorId, permission: "auth.change_user" }, async (actor) => {
      const { id, email } = await targets.lockOne(form.id);
      const user = await users.findWithPassword(id);
      await targets.refuseOne(actor, user, {});
      if (!user || email === "" || !canResetPassword(user)) throw new UserErrors([cannotReset]);
      await throttling.reserve("requestPasswordReset", { addressPrefix: null, account: emailKey(email) });
      await jobs.enqueue(sendPasswordReset, { email, source, userId: id, actor: actorOf(actor.user) });
    });
  }

  /** Runs work in a transaction on a user whose password the actor may set. */
  private async change(
    { actorId, form }: Request,
    work: (actor: StaffActor, user: UserRecord) => Promise<UserRecord>,
  ): Promise<UserRecord> {
    const { staff, targets, userPermissions } = this.parts;
    return staff.run({ actorId, permission: "auth.change_user" }, async (actor) => {
      const user = await targets.lockOne(form.id);
      await targets.refuseOne(actor, user, { password: await userPermissions.list({ ...user, isActive: true }) });
      return work(actor, user);
    });
  }

  private async replace(
    { source }: Request,
    { actor, user, record, how }: { actor: StaffActor; user: UserRecord; record: string; how: "changed" | "disabled" },
  ): Promise<void> {
    const { passwordSetting, audit } = this.parts;
    await passwordSetting.replace(user.id, record);
    const details = { by: "staff", changes: { password: { [how]: true } } };
    await audit.record({ action: "PASSWORD_CHANGE", actor: actorOf(actor.user), object: loggedUser(user), source, details });
  }
}

const cannotReset = {
  code: "INVALID",
  message: "This user has no address, no password or may not log in; set a password instead.",
  path: ["input", "id"],
} as const;
