// First: types stand in the schema in the order in which their files are read, whoever starts.
import { createResolvers } from "./resolvers.js";
import type { RequestServices } from "./edges/graphql-server/request-context.js";
import { createAdministration, type ShownCode } from "./administration.js";
import type { Database } from "./foundation/platform/database/database.js";
import {
  createLockouts,
  createMailTransport,
  createPasswords,
  createThrottling,
  hashingOptions,
  sessionLifetimes,
  signUpRulesOf,
  siteRulesOf,
} from "./parts-of-settings.js";
import { handleJobs } from "./job-handlers.js";
import { Jobs } from "./foundation/platform/jobs/jobs.js";
import type { Log } from "./foundation/platform/log.js";
import type { MailTransport } from "./foundation/platform/mail/mail-transport.js";
import { noTelemetry, type Telemetry } from "./foundation/platform/telemetry/telemetry.js";
import { tracedMail } from "./foundation/platform/mail/traced-mail.js";
import { readOrMakeSecretKey } from "./foundation/platform/secret-key-file.js";
import type { Settings } from "./foundation/platform/settings/load-settings.js";
import { ProfileService } from "./modules/accounts/profile.service.js";
import { AuditService } from "./modules/audit/audit.service.js";
import { RefusalLog } from "./modules/audit/refusal-log.js";
import { LogExportService } from "./modules/audit/export/log-export.service.js";
import { LogSealingService } from "./modules/audit/sealing/log-sealing.service.js";
import { LogVerificationService } from "./modules/audit/sealing/log-verification.service.js";
import { AttemptCounter } from "./modules/authentication/attempt-counter.js";
import { AuthenticationService } from "./modules/authentication/authentication.service.js";
import { AuthenticationHooks } from "./modules/authentication/authentication.hooks.js";
import { AuthenticationSignals } from "./modules/authentication/authentication.signals.js";
import type { AuthenticationBackend } from "./modules/authentication/authentication-backend.js";
import { PasswordBackend } from "./modules/authentication/password.backend.js";
import { RegistrationHooks, RegistrationSignals } from "./modules/registration/registration.events.js";
import { RecoverySignals } from "./modules/recovery/recovery.signals.js";
import { ObjectPermissions, type ObjectPermissionSource } from "./modules/accounts/object-permissions.js";
import { UserPermissionsService } from "./modules/accounts/user-permissions.service.js";
import { UserProvisioning } from "./modules/accounts/user-provisioning.js";
import { UsersService } from "./modules/accounts/users.service.js";
import { ChangePasswordService } from "./modules/authentication/change-password.service.js";
import { ExportService } from "./modules/import/export.service.js";
import { ListExportsService } from "./modules/exports/list-exports.service.js";
import { type ImportParts, ImportService } from "./modules/import/import.service.js";
import { LogInService } from "./modules/authentication/log-in.service.js";
import { SetPasswordService } from "./modules/authentication/set-password.service.js";
import { OneTimeTokensService } from "./modules/one-time-tokens/one-time-tokens.service.js";
import type { HasherSource } from "./modules/passwords/hashing/hashing-task.js";
import { loadHashers } from "./modules/passwords/hashing/load-hashers.js";
import { HashingPool } from "./modules/passwords/hashing/hashing-pool.js";
import type { PasswordsService } from "./modules/passwords/passwords.service.js";
import type { ProtectedModel } from "./foundation/kernel/protected-model.js";
import { RecoveryService } from "./modules/recovery/recovery.service.js";
import { InvitationsService } from "./modules/recovery/invitations.service.js";
import { invitationToken, passwordResetToken } from "./modules/recovery/password-token.js";
import { type PasswordTokensParts, PasswordTokensService } from "./modules/recovery/password-tokens.service.js";
import { FirstSuperuserService } from "./modules/registration/first-superuser.service.js";
import { SignUpService } from "./modules/registration/sign-up.service.js";
import { ImpersonatedSessions } from "./modules/sessions/impersonated-sessions.js";
import { OwnSessionsService } from "./modules/sessions/own-sessions.service.js";
import { SessionsService } from "./modules/sessions/sessions.service.js";
import { SessionHandover } from "./modules/sessions/session-handover.js";
import { Sightings } from "./modules/sessions/sightings.js";
import { protectedModels } from "./storage.js";

/** Parts that whoever runs Gatehouse may replace or add. */
export interface Replacements {
  readonly mail?: MailTransport;
  /** Chooses and orders the authentication backends; gets ours, which checks passwords, and the users for those that need them. */
  readonly backends?: (password: AuthenticationBackend, users: UserProvisioning) => readonly AuthenticationBackend[];
  /** Kinds of object of your own. Each gets the permissions `app_label.add_model`, `change_…`, `delete_…` and `view_…`, and its own. */
  readonly models?: readonly ProtectedModel[];
  /** Decides what users may do to single objects; without it nobody may do anything to them but superusers. */
  readonly objectPermissions?: ObjectPermissionSource;
  /**
   * Password hashers instead of those of the settings; the first writes, all read. Beside the names of the settings, URLs of
   * modules (`file:…`) that export a `PasswordHasher` named `hasher`.
   */
  readonly passwordHashers?: readonly HasherSource[];
  /** For tests, which run from sources: the built entry of a hashing thread. */
  readonly hashingThreadFile?: URL;
}

/** Everything that happens to accounts, to listen to. */
export type Signals = AuthenticationSignals & RegistrationSignals & RecoverySignals;

/** Everything that is asked before it happens to accounts. */
export type Hooks = AuthenticationHooks & RegistrationHooks;

/** The joined services of one installation. */
export interface System extends RequestServices {
  readonly users: UsersService;
  /** The same users as integrators see them. */
  readonly userProvisioning: UserProvisioning;
  readonly passwords: PasswordsService;
  readonly passwordSetting: SetPasswordService;
  readonly authentication: AuthenticationService;
  readonly audit: AuditService;
  readonly firstSuperuser: FirstSuperuserService;
  readonly imports: ImportService;
  readonly exports: ExportService;
  readonly logExports: LogExportService;
  readonly logVerification: LogVerificationService;
  readonly listExports: ListExportsService;
  readonly jobs: Jobs;
  readonly signals: Signals;
  readonly hooks: Hooks;
  readonly secretKeys: readonly string[];
  /** Takes up again what a process that died left unfinished. Once jobs are done here. */
  resume(): Promise<void>;
  /** Lets go of everything but the database. */
  close(): Promise<void>;
}

/** What all services stand on. */
interface Basis {
  readonly database: Database;
  readonly log: Log;
  /** Without it, nobody is told. */
  readonly telemetry?: Telemetry;
}

/** Constructs and joins all services. The only place that does. */
export function compose(settings: Settings, { database, log, telemetry = noTelemetry }: Basis, replacements: Replacements = {}): System {
  const accountRules = { logInWith: settings.logInWith, sharedEmails: settings.sharedEmails };
  const signUpRules = signUpRulesOf(settings);
  const lifetimes = sessionLifetimes(settings);
  const secretKeys = settings.secretKeys ?? [readOrMakeSecretKey(settings.dataDir)];

  const mail = tracedMail(replacements.mail ?? createMailTransport(settings), telemetry.tracing);
  const jobs = new Jobs(database, log, telemetry);
  const pool = new HashingPool(hashingOptions(settings, replacements), telemetry);
  const passwords = createPasswords(settings, pool);
  const throttling = createThrottling(settings, database);
  const lockouts = createLockouts(settings, database);
  const audit = new AuditService(database);
  const tokens = new OneTimeTokensService(database, secretKeys);
  const users = new UsersService(database, accountRules);
  const userPermissions = createUserPermissions(replacements, { database, log });
  const userProvisioning = new UserProvisioning({ database, users, userPermissions, audit });
  const profiles = new ProfileService(database, users, audit);
  const sightings = new Sightings(database, (error) => log.warn({ err: error }, "sightings of sessions were not noted"));
  const signals = createSignals(log);
  const hooks: Hooks = { ...new AuthenticationHooks(), ...new RegistrationHooks() };
  const passwordBackend = new PasswordBackend(users, passwords);
  const backends = (replacements.backends ?? onlyPasswords)(passwordBackend, userProvisioning);
  const authentication = new AuthenticationService(backends, {
    passwordBackend,
    passwords,
    attempts: new AttemptCounter({ users, throttling, lockouts }),
    audit,
    signals,
  });
  const backendNames = backends.map((backend) => backend.name);
  const sessions = new SessionsService(database, sightings, lifetimes, backendNames);
  const impersonatedSessions = new ImpersonatedSessions({ database, users, sessions, audit }, { ...lifetimes, backendNames });

  const common = { database, users, passwords, sessions, tokens, throttling, lockouts, jobs, authentication, audit, signals, hooks };
  const logIns = new LogInService({ ...common, impersonatedSessions, metrics: telemetry.metrics });
  const passwordChanges = new ChangePasswordService(common);
  const signUps = new SignUpService(common, signUpRules);
  const { invitations, ...tokenDoors } = createTokenDoors(common);

  const ownSessions = new OwnSessionsService(database, sessions, audit);
  const passwordSetting = new SetPasswordService(common);
  const basis = { ...common, userPermissions, passwordSetting, invitations, impersonatedSessions };
  const administration = createAdministration(settings, basis, codeOf(settings, replacements));
  handleJobs(settings, { ...common, mail, administration, logSealing: new LogSealingService(database, secretKeys) });
  const transfers = createTransfers(settings, replacements, { database, audit, secretKeys });
  const doors = { ownSessions, logIns, passwordChanges, signUps, profiles, accountRules, signUpRules, administration };
  const handover = new SessionHandover(lifetimes.lifetimeSeconds);
  const resolvers = createResolvers({ ...common, ...doors, ...tokenDoors, ...transfers, handover, site: siteRulesOf(settings) });

  return {
    ...common,
    userProvisioning,
    passwordSetting,
    firstSuperuser: tokenDoors.firstSuperuser,
    ...transfers,
    ...createLogServices(audit, { database, secretKeys }),
    userPermissions,
    secretKeys,
    resolvers,
    resume: async () => administration.bulkChanges.resume(),
    close: async () => closeAll({ jobs, sightings, pool, mail }),
  };
}

/** What administration shows of the program around it. */
function codeOf(settings: Settings, replacements: Replacements): ShownCode {
  return {
    models: { ours: protectedModels, registered: replacements.models ?? [] },
    loadHashers: async () => loadHashers(hashingOptions(settings, replacements)),
  };
}

function createUserPermissions(
  { objectPermissions }: Replacements,
  { database, log }: { database: Database; log: Log },
): UserPermissionsService {
  if (!objectPermissions) return new UserPermissionsService(database);
  const report = (error: unknown): void => log.error({ err: error }, "object permissions were denied, because their source failed");
  return new UserPermissionsService(database, new ObjectPermissions(objectPermissions, report));
}

/** In this order: jobs may still hash, and mail. */
async function closeAll({ jobs, sightings, pool, mail }: { jobs: Jobs; sightings: Sightings; pool: HashingPool; mail: MailTransport }) {
  await jobs.stop();
  await sightings.flush();
  await pool.close();
  mail.close();
}

/** What is done with the log beside writing it. */
function createLogServices(
  audit: AuditService,
  { database, secretKeys }: Pick<System, "secretKeys"> & { readonly database: Database },
): Pick<System, "logExports" | "logVerification" | "refusals"> {
  return {
    logExports: new LogExportService(database, audit),
    logVerification: new LogVerificationService(database, secretKeys),
    refusals: new RefusalLog(audit),
  };
}

/** Everything that one-time tokens open. */
function createTokenDoors(parts: PasswordTokensParts) {
  const { throttling, tokens, jobs, audit } = parts;
  return {
    recovery: new RecoveryService(throttling, jobs),
    resetTokens: new PasswordTokensService(parts, passwordResetToken),
    invitationTokens: new PasswordTokensService(parts, invitationToken),
    invitations: new InvitationsService(throttling, tokens, jobs, audit),
    firstSuperuser: new FirstSuperuserService(parts),
  };
}

/** The backends of an installation that names none. */
function onlyPasswords(password: AuthenticationBackend): AuthenticationBackend[] {
  return [password];
}

function createSignals(log: Log): Signals {
  const report = (error: unknown, signal: string): void => log.error({ err: error, signal }, "a listener failed");
  return { ...new AuthenticationSignals(report), ...new RegistrationSignals(report), ...new RecoverySignals(report) };
}

type TransferParts = Pick<ImportParts, "database" | "audit"> & { readonly secretKeys: readonly string[] };

/** The ways in and out for many rows at once. */
function createTransfers(
  settings: Settings,
  replacements: Replacements,
  { secretKeys, ...parts }: TransferParts,
): Pick<System, "imports" | "exports" | "listExports"> {
  const hashing = hashingOptions(settings, replacements);
  return {
    imports: new ImportService({ ...parts, sharedEmails: settings.sharedEmails, loadHashers: async () => loadHashers(hashing) }),
    exports: new ExportService(parts.database, parts.audit),
    listExports: new ListExportsService({ ...parts, secretKeys }, settings.baseUrl),
  };
}
