import type { Actor } from "../../foundation/kernel/actor.js";
import { emailKey } from "../../foundation/kernel/email-address.js";
import type { RequestSource } from "../../foundation/kernel/request-source.js";
import type { Jobs } from "../../foundation/platform/jobs/jobs.js";
import { loggedUser, type UserRecord } from "../accounts/user-record.js";
import type { AuditService } from "../audit/audit.service.js";
import type { OneTimeTokensService } from "../one-time-tokens/one-time-tokens.service.js";
import type { ThrottlingService } from "../throttling/throttling.service.js";
import { invitationToken } from "./password-token.js";
import { sendInvitation } from "./send-invitation.job.js";

/** Who invites somebody, and by which request. */
export interface Invitation {
  readonly actor: Actor;
  readonly source: RequestSource;
}

/** Invites people to accounts that staff has made for them. */
export class InvitationsService {
  constructor(
    private readonly throttling: ThrottlingService,
    private readonly tokens: OneTimeTokensService,
    private readonly jobs: Jobs,
    private readonly audit: AuditService,
  ) {}

  /**
   * Orders the mail with the link to the first password, and voids earlier ones. Runs in the transaction of the caller, who has
   * asked `canBeInvited`.
   *
   * @throws RequestError `RATE_LIMITED`: nobody gets too many mails, whoever has them sent
   */
  async invite(user: UserRecord, { actor, source }: Invitation): Promise<void> {
    // Inside the transaction: only mails that are ordered count, and a refusal takes back no other count than its own.
    await this.throttling.reserve("requestPasswordReset", { addressPrefix: null, account: emailKey(user.email) });
    await this.tokens.voidAll(invitationToken.purpose, user.id);
    await this.audit.record({ action: "INVITATION_SEND", actor, object: loggedUser(user), source });
    await this.jobs.enqueue(sendInvitation, { userId: user.id });
  }
}
