import { join } from "node:path";

import type { GraphQLSchema } from "graphql";

import { buildGatehouseSchema, type ResolverClass } from "./edges/graphql-server/schema.js";
import type { RequestServices } from "./edges/graphql-server/request-context.js";
import { NodesResolver } from "./foundation/graphql-kit/nodes.resolver.js";
import type { Database } from "./foundation/platform/database/database.js";
import { type DatabaseAddress, openDatabase } from "./foundation/platform/database/open-database.js";
import { migrate } from "./foundation/platform/database/migrate.js";
import { createDatabaseIfMissing } from "./foundation/platform/embedded-postgres/create-database.js";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./foundation/platform/embedded-postgres/embedded-postgres.js";
import { Jobs } from "./foundation/platform/jobs/jobs.js";
import type { Log } from "./foundation/platform/log.js";
import { createConsoleMailTransport } from "./foundation/platform/mail/console-mail-transport.js";
import type { MailTransport } from "./foundation/platform/mail/mail-transport.js";
import { createSmtpMailTransport } from "./foundation/platform/mail/smtp-mail-transport.js";
import { readOrMakeSecretKey } from "./foundation/platform/secret-key-file.js";
import type { Settings } from "./foundation/platform/settings/load-settings.js";
import { allMigrations } from "./migrations/all-migrations.js";
import { GroupMembersResolver } from "./modules/accounts/group-members.resolver.js";
import { ProfileResolver } from "./modules/accounts/profile.resolver.js";
import { ProfileService } from "./modules/accounts/profile.service.js";
import { AuditService } from "./modules/audit/audit.service.js";
import { logEntryModel } from "./modules/audit/audit.permissions.js";
import { LogEntry } from "./modules/audit/log-entry.entity.js";
import { LogEntriesResolver } from "./modules/audit/log-entries.resolver.js";
import { AuthenticationService } from "./modules/authentication/authentication.service.js";
import { AuthenticationHooks } from "./modules/authentication/authentication.hooks.js";
import { AuthenticationSignals } from "./modules/authentication/authentication.signals.js";
import type { AuthenticationBackend } from "./modules/authentication/authentication-backend.js";
import { PasswordBackend } from "./modules/authentication/password.backend.js";
import { RegistrationHooks, RegistrationSignals } from "./modules/registration/registration.events.js";
import { RecoverySignals } from "./modules/recovery/recovery.signals.js";
import { Lockout } from "./modules/throttling/lockout.entity.js";
import { LockoutService } from "./modules/throttling/lockout.service.js";
import { passwordNotice, passwordNoticeHandler } from "./modules/accounts/password-notice.job.js";
import { User } from "./modules/accounts/user.entity.js";
import { UserGroup } from "./modules/accounts/user-group.entity.js";
import { UserPermission } from "./modules/accounts/user-permission.entity.js";
import { UserPermissionsService } from "./modules/accounts/user-permissions.service.js";
import { UserProvisioning } from "./modules/accounts/user-provisioning.js";
import { userModel } from "./modules/accounts/users.permissions.js";
import { UserHoldingsResolver } from "./modules/accounts/user-holdings.resolver.js";
import { UserListsService } from "./modules/accounts/user-lists.service.js";
import { UsersResolver } from "./modules/accounts/users.resolver.js";
import { UsersService } from "./modules/accounts/users.service.js";
import { ChangePasswordService } from "./modules/authentication/change-password.service.js";
import { LogInResolver } from "./modules/authentication/log-in.resolver.js";
import { LogInService } from "./modules/authentication/log-in.service.js";
import { Group } from "./modules/groups/group.entity.js";
import { GroupPermission } from "./modules/groups/group-permission.entity.js";
import { groupModel } from "./modules/groups/groups.permissions.js";
import { GroupsResolver } from "./modules/groups/groups.resolver.js";
import { GroupsService } from "./modules/groups/groups.service.js";
import { PermissionGroupsResolver } from "./modules/groups/permission-groups.resolver.js";
import { OneTimeToken } from "./modules/one-time-tokens/one-time-token.entity.js";
import { OneTimeTokensService } from "./modules/one-time-tokens/one-time-tokens.service.js";
import type { HasherSource } from "./modules/passwords/hashing/hashing-task.js";
import { HashingPool } from "./modules/passwords/hashing/hashing-pool.js";
import { PasswordsService } from "./modules/passwords/passwords.service.js";
import { CommonPasswordValidator } from "./modules/passwords/validators/common-password.validator.js";
import { MinimumLengthValidator } from "./modules/passwords/validators/minimum-length.validator.js";
import { NumericPasswordValidator } from "./modules/passwords/validators/numeric-password.validator.js";
import { UserAttributeSimilarityValidator } from "./modules/passwords/validators/user-attribute-similarity.validator.js";
import { Permission } from "./modules/permissions/permission.entity.js";
import type { ProtectedModel } from "./foundation/kernel/protected-model.js";
import { permissionModel } from "./modules/permissions/permissions.permissions.js";
import { PermissionsResolver } from "./modules/permissions/permissions.resolver.js";
import { PermissionsService } from "./modules/permissions/permissions.service.js";
import { syncPermissions } from "./modules/permissions/sync-permissions.js";
import { RecoveryResolver } from "./modules/recovery/recovery.resolver.js";
import { RecoveryService } from "./modules/recovery/recovery.service.js";
import { sendPasswordReset, sendPasswordResetHandler } from "./modules/recovery/send-password-reset.job.js";
import { AuthConfigResolver } from "./modules/registration/auth-config.resolver.js";
import { SignUpResolver } from "./modules/registration/sign-up.resolver.js";
import { type SignUpField, type SignUpRules, SignUpService } from "./modules/registration/sign-up.service.js";
import { Session } from "./modules/sessions/session.entity.js";
import { SessionsResolver } from "./modules/sessions/sessions.resolver.js";
import { SessionsService } from "./modules/sessions/sessions.service.js";
import { sessionModel } from "./modules/sessions/sessions.permissions.js";
import { Sightings } from "./modules/sessions/sightings.js";
import { ViewerResolver } from "./modules/sessions/viewer.resolver.js";
import { ThrottleCounter } from "./modules/throttling/throttle-counter.entity.js";
import { ThrottlingService } from "./modules/throttling/throttling.service.js";
import { sweep, sweepHandler } from "./sweep.job.js";

/** Every table. */
export const allEntities = [
  Permission,
  Group,
  GroupPermission,
  User,
  UserGroup,
  UserPermission,
  Session,
  OneTimeToken,
  ThrottleCounter,
  Lockout,
  LogEntry,
];

/** Every model that permissions speak of. */
const protectedModels = [logEntryModel, userModel, groupModel, permissionModel, sessionModel];

/** Every class with GraphQL fields. */
const resolverClasses: readonly ResolverClass[] = [
  AuthConfigResolver,
  GroupMembersResolver,
  GroupsResolver,
  LogEntriesResolver,
  LogInResolver,
  NodesResolver,
  PermissionGroupsResolver,
  PermissionsResolver,
  ProfileResolver,
  RecoveryResolver,
  SessionsResolver,
  SignUpResolver,
  UserHoldingsResolver,
  UsersResolver,
  ViewerResolver,
];

/** The GraphQL schema, which is the same for every installation. */
export async function buildSchema(): Promise<GraphQLSchema> {
  return buildGatehouseSchema(resolverClasses);
}

/** A database that is connected and migrated, and how to let go of it. */
export interface OpenedDatabase {
  readonly database: Database;
  /** Where it is, for people. */
  readonly place: string;
  close(): Promise<void>;
}

/**
 * Connects to the database of the settings, starting the embedded one if none is named.
 *
 * @param tell gets one line about anything unusual
 */
export async function connect(settings: Settings, log: Log, tell: (line: string) => void): Promise<OpenedDatabase> {
  const { databaseUrl, dataDir } = settings;
  const embedded = databaseUrl === undefined ? await startEmbeddedPostgres({ dataDir: join(dataDir, "postgres"), log: tell }) : undefined;
  try {
    const address = embedded ? await addressOf(embedded) : { url: databaseUrl ?? "" };
    const database = await openDatabase({
      address,
      poolSize: settings.databasePoolSize,
      entities: allEntities,
      migrations: allMigrations,
      log,
    });
    return {
      database,
      place: embedded ? `embedded PostgreSQL in ${embedded.dataDir}` : "PostgreSQL of DATABASE_URL",
      close: async () => {
        await database.dataSource.destroy();
        await embedded?.stop();
      },
    };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

async function addressOf(embedded: EmbeddedPostgres): Promise<DatabaseAddress> {
  const database = "gatehouse";
  await createDatabaseIfMissing(embedded, database);
  return { socketDirectory: embedded.socketDirectory, port: embedded.port, user: embedded.user, database };
}

/**
 * Brings tables and permissions up to date.
 *
 * @param models those of an integrator, beside ours
 */
export async function migrateAndSync(database: Database, models: readonly ProtectedModel[] = []): Promise<string[]> {
  const done = await migrate(database.dataSource);
  await syncPermissions(database, [...protectedModels, ...models]);
  return done;
}

/** Parts that whoever runs Gatehouse may replace or add. */
export interface Replacements {
  readonly mail?: MailTransport;
  /** Chooses and orders the authentication backends; gets ours, which checks passwords, and the users for those that need them. */
  readonly backends?: (password: AuthenticationBackend, users: UserProvisioning) => readonly AuthenticationBackend[];
  /** Kinds of object of your own. Each gets the permissions `app_label.add_model`, `change_…`, `delete_…` and `view_…`. */
  readonly models?: readonly ProtectedModel[];
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
  readonly authentication: AuthenticationService;
  readonly jobs: Jobs;
  readonly signals: Signals;
  readonly hooks: Hooks;
  readonly secretKeys: readonly string[];
  /** Lets go of everything but the database. */
  close(): Promise<void>;
}

/** Constructs and joins all services. The only place that does. */
export function compose(settings: Settings, { database, log }: { database: Database; log: Log }, replacements: Replacements = {}): System {
  const accountRules = { logInWith: settings.logInWith, sharedEmails: settings.sharedEmails };
  const signUpRules: SignUpRules = { isOpen: settings.signUpOpen, fields: settings.signUpFields.map(toSignUpField) };
  const lifetimes = { idleSeconds: settings.sessionIdleSeconds, lifetimeSeconds: settings.sessionLifetimeSeconds };
  const secretKeys = settings.secretKeys ?? [readOrMakeSecretKey(settings.dataDir)];

  const mail = replacements.mail ?? createMailTransport(settings);
  const jobs = new Jobs(database, log);
  const pool = createHashingPool(settings, replacements);
  const passwords = createPasswords(settings, pool);
  const throttling = createThrottling(settings, database);
  const lockouts = createLockouts(settings, database);
  const audit = new AuditService(database);
  const tokens = new OneTimeTokensService(database, secretKeys);
  const users = new UsersService(database, accountRules);
  const userPermissions = new UserPermissionsService(database);
  const userProvisioning = new UserProvisioning({ database, users, userPermissions, audit });
  const profiles = new ProfileService(database, users, audit);
  const sightings = new Sightings(database, (error) => log.warn({ err: error }, "sightings of sessions were not noted"));
  const signals = createSignals(log);
  const hooks: Hooks = { ...new AuthenticationHooks(), ...new RegistrationHooks() };
  const backends = (replacements.backends ?? onlyPasswords)(
    new PasswordBackend({ users, passwords, throttling, lockouts }),
    userProvisioning,
  );
  const authentication = new AuthenticationService(backends, audit, signals);
  const backendNames = backends.map((backend) => backend.name);
  const sessions = new SessionsService(database, sightings, lifetimes, backendNames);

  const common = { database, users, passwords, sessions, tokens, throttling, lockouts, jobs, authentication, audit, signals, hooks };
  const logIns = new LogInService(common);
  const passwordChanges = new ChangePasswordService(common);
  const signUps = new SignUpService(common, signUpRules);
  const recovery = new RecoveryService(common);

  const { siteName, passwordResetUrl, passwordResetSeconds } = settings;
  jobs.handle(passwordNotice, passwordNoticeHandler(users, mail, siteName));
  const resetOptions = { siteName, resetUrl: passwordResetUrl, lifetimeSeconds: passwordResetSeconds };
  jobs.handle(sendPasswordReset, sendPasswordResetHandler({ users, tokens, audit, mail }, resetOptions));
  jobs.handle(sweep, sweepHandler([sessions, tokens, throttling, lockouts]));
  jobs.schedule(sweep, "7 * * * *");

  const resolvers = new Map<unknown, object>([
    [AuthConfigResolver, new AuthConfigResolver(passwords, signUpRules, accountRules)],
    [LogInResolver, new LogInResolver(logIns, passwordChanges, lifetimes.lifetimeSeconds)],
    [LogEntriesResolver, new LogEntriesResolver(database)],
    [ProfileResolver, new ProfileResolver(profiles)],
    [RecoveryResolver, new RecoveryResolver(recovery)],
    [SignUpResolver, new SignUpResolver(signUps)],
    [ViewerResolver, new ViewerResolver()],
    ...createNodeResolvers(database, users, sessions).map((resolver) => [resolver.constructor, resolver] as const),
  ]);

  return {
    users,
    userProvisioning,
    passwords,
    authentication,
    sessions,
    userPermissions,
    jobs,
    signals,
    hooks,
    secretKeys,
    resolvers,
    close: async () => {
      await jobs.stop();
      await sightings.flush();
      await pool.close();
      mail.close();
    },
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

function createHashingPool(settings: Settings, { passwordHashers, hashingThreadFile }: Replacements): HashingPool {
  return new HashingPool({
    hashers: passwordHashers ?? settings.passwordHashers,
    bcryptCost: settings.bcryptCost,
    threads: settings.hashWorkers,
    queue: settings.hashQueue,
    ...(hashingThreadFile && { threadFile: hashingThreadFile }),
  });
}

function createPasswords({ passwordMinLength }: Settings, pool: HashingPool): PasswordsService {
  return new PasswordsService(pool, [
    new UserAttributeSimilarityValidator(),
    new MinimumLengthValidator({ minLength: passwordMinLength }),
    new CommonPasswordValidator(),
    new NumericPasswordValidator(),
  ]);
}

function createLockouts(settings: Settings, database: Database): LockoutService {
  return new LockoutService(database, {
    freeFailures: settings.lockoutFreeFailures,
    firstDelaySeconds: settings.lockoutFirstDelaySeconds,
    longestDelaySeconds: settings.lockoutLongestDelaySeconds,
    maxFailures: settings.lockoutMaxFailures,
  });
}

/** The doors to everything that has an id, with those that join it, and the one that takes any id. */
function createNodeResolvers(database: Database, users: UsersService, sessions: SessionsService): object[] {
  const userLists = new UserListsService(database);
  const groups = new GroupsService(database);
  const sources = [
    new UsersResolver(users, userLists),
    new GroupsResolver(groups),
    new PermissionsResolver(new PermissionsService(database)),
    new SessionsResolver(sessions),
  ];
  return [
    ...sources,
    new NodesResolver(sources),
    new UserHoldingsResolver(userLists),
    new GroupMembersResolver(userLists),
    new PermissionGroupsResolver(groups),
  ];
}

function createMailTransport({ smtpUrl, mailFrom }: Settings): MailTransport {
  if (smtpUrl !== undefined) return createSmtpMailTransport(smtpUrl, mailFrom);
  return createConsoleMailTransport(mailFrom, (text) => process.stdout.write(text));
}

function createThrottling(settings: Settings, database: Database): ThrottlingService {
  const rates = {
    logIn: settings.throttleLogIn,
    logInFailed: settings.throttleLogInFailed,
    signUp: settings.throttleSignUp,
    changePassword: settings.throttleChangePassword,
    requestPasswordReset: settings.throttleRequestPasswordReset,
    confirmPasswordReset: settings.throttleConfirmPasswordReset,
  };
  return new ThrottlingService(database, rates, settings.throttlePerAddress);
}

/** `email*` is a required `email`. */
function toSignUpField(text: `${SignUpField}${"" | "*"}`): SignUpRules["fields"][number] {
  return { name: text.replace("*", "") as SignUpField, isRequired: text.endsWith("*") };
}
