import type { Administration } from "./administration.js";
import type { Database } from "./foundation/platform/database/database.js";
import type { Jobs } from "./foundation/platform/jobs/jobs.js";
import type { MailTransport } from "./foundation/platform/mail/mail-transport.js";
import type { Settings } from "./foundation/platform/settings/load-settings.js";
import { foldUserCounts, foldUserCountsHandler } from "./modules/accounts/counts/fold-user-counts.job.js";
import { UserCounts } from "./modules/accounts/counts/user-counts.js";
import { passwordNotice, passwordNoticeHandler } from "./modules/accounts/password-notice.job.js";
import type { UsersService } from "./modules/accounts/users.service.js";
import { bulkBatch } from "./modules/admin/bulk/bulk-batch.job.js";
import type { AuditService } from "./modules/audit/audit.service.js";
import type { OneTimeTokensService } from "./modules/one-time-tokens/one-time-tokens.service.js";
import { sealLog, sealLogHandler } from "./modules/audit/sealing/seal-log.job.js";
import type { LogSealingService } from "./modules/audit/sealing/log-sealing.service.js";
import { sendInvitation, sendInvitationHandler } from "./modules/recovery/send-invitation.job.js";
import { sendPasswordReset, sendPasswordResetHandler } from "./modules/recovery/send-password-reset.job.js";
import type { SessionsService } from "./modules/sessions/sessions.service.js";
import type { LockoutService } from "./modules/throttling/lockout.service.js";
import type { ThrottlingService } from "./modules/throttling/throttling.service.js";
import { sweep, sweepHandler } from "./sweep.job.js";

/** What doing jobs takes. */
interface JobServices {
  readonly database: Database;
  readonly jobs: Jobs;
  readonly users: UsersService;
  readonly sessions: SessionsService;
  readonly tokens: OneTimeTokensService;
  readonly throttling: ThrottlingService;
  readonly lockouts: LockoutService;
  readonly audit: AuditService;
  readonly logSealing: LogSealingService;
  readonly administration: Administration;
  readonly mail: MailTransport;
}

/** Says who does which job. */
export function handleJobs(settings: Settings, services: JobServices): void {
  const { database, jobs, users, sessions, tokens, throttling, lockouts, audit, logSealing, administration, mail } = services;
  const { siteName, passwordResetUrl, passwordResetSeconds, invitationUrl, invitationSeconds } = settings;
  const resetOptions = { siteName, resetUrl: passwordResetUrl, lifetimeSeconds: passwordResetSeconds };
  jobs.handle(passwordNotice, passwordNoticeHandler(users, mail, siteName));
  jobs.handle(sendPasswordReset, sendPasswordResetHandler({ database, users, tokens, audit, mail }, resetOptions));
  const invitationOptions = { siteName, invitationUrl, lifetimeSeconds: invitationSeconds };
  jobs.handle(sendInvitation, sendInvitationHandler({ database, users, tokens, mail }, invitationOptions));
  jobs.handle(bulkBatch, async (data) => administration.bulkBatches.run(data));
  jobs.handle(sweep, sweepHandler([sessions, tokens, throttling, lockouts, administration.bulkChanges]));
  jobs.schedule(sweep, "7 * * * *");
  jobs.handle(sealLog, sealLogHandler(logSealing));
  jobs.schedule(sealLog, "* * * * *");
  jobs.handle(foldUserCounts, foldUserCountsHandler(new UserCounts(database)));
  jobs.schedule(foldUserCounts, "* * * * *");
}
