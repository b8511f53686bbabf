import { join } from "node:path";
import type { Database } from "./foundation/platform/database/database.js";
import { type DatabaseAddress, openDatabase } from "./foundation/platform/database/open-database.js";
import { migrate } from "./foundation/platform/database/migrate.js";
import { createDatabaseIfMissing } from "./foundation/platform/embedded-postgres/create-database.js";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./foundation/platform/embedded-postgres/embedded-postgres.js";
import type { Log } from "./foundation/platform/log.js";
import type { Telemetry } from "./foundation/platform/telemetry/telemetry.js";
import { type Settings, SettingsError } from "./foundation/platform/settings/load-settings.js";
import { allMigrations } from "./migrations/all-migrations.js";
import { BulkChange } from "./modules/admin/bulk/bulk-change.entity.js";
import { BulkChangeTarget } from "./modules/admin/bulk/bulk-change-target.entity.js";
import { logEntryModel } from "./modules/audit/audit.permissions.js";
import { LogEntry } from "./modules/audit/log-entry.entity.js";
import { LogEntryToSeal } from "./modules/audit/sealing/log-entry-to-seal.entity.js";
import { LogSeal } from "./modules/audit/sealing/log-seal.entity.js";
import { Lockout } from "./modules/throttling/lockout.entity.js";
import { UserCount } from "./modules/accounts/counts/user-count.entity.js";
import { UserCountChange } from "./modules/accounts/counts/user-count-change.entity.js";
import { User } from "./modules/accounts/user.entity.js";
import { UserGroup } from "./modules/accounts/user-group.entity.js";
import { UserPermission } from "./modules/accounts/user-permission.entity.js";
import { userModel } from "./modules/accounts/users.permissions.js";
import { Group } from "./modules/groups/group.entity.js";
import { GroupPermission } from "./modules/groups/group-permission.entity.js";
import { groupModel } from "./modules/groups/groups.permissions.js";
import { OneTimeToken } from "./modules/one-time-tokens/one-time-token.entity.js";
import { Permission } from "./modules/permissions/permission.entity.js";
import type { ProtectedModel } from "./foundation/kernel/protected-model.js";
import { permissionModel } from "./modules/permissions/permissions.permissions.js";
import { faultsOfModels } from "./modules/permissions/model-rules.js";
import { ResourceType } from "./modules/permissions/resource-type.entity.js";
import { resourceTypeModel } from "./modules/permissions/resource-types.permissions.js";
import { syncPermissions } from "./modules/permissions/sync-permissions.js";
import { Session } from "./modules/sessions/session.entity.js";
import { sessionModel } from "./modules/sessions/sessions.permissions.js";
import { ThrottleCounter } from "./modules/throttling/throttle-counter.entity.js";

/** Every table. */
export const allEntities = [
  ResourceType,
  Permission,
  Group,
  GroupPermission,
  User,
  UserGroup,
  UserPermission,
  UserCount,
  UserCountChange,
  Session,
  OneTimeToken,
  ThrottleCounter,
  Lockout,
  LogEntry,
  BulkChange,
  BulkChangeTarget,
  LogSeal,
  LogEntryToSeal,
];

/** Every model that permissions speak of. */
export const protectedModels: readonly ProtectedModel[] = [
  logEntryModel,
  userModel,
  groupModel,
  permissionModel,
  resourceTypeModel,
  sessionModel,
];

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
export async function connect(
  settings: Settings,
  { log, telemetry }: { readonly log: Log; readonly telemetry?: Telemetry },
  tell: (line: string) => void,
): Promise<OpenedDatabase> {
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
      ...(telemetry && { telemetry }),
      namedStatements: settings.namedStatements,
      replicas: { urls: settings.replicaUrls, maxLagSeconds: settings.replicaMaxLagSeconds },
    });
    return {
      database,
      place: embedded ? `embedded PostgreSQL in ${embedded.dataDir}` : "PostgreSQL of DATABASE_URL",
      close: async () => {
        await database.close();
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
 * Brings tables, resource types and permissions up to date.
 *
 * @param models those of an integrator, beside ours
 * @throws SettingsError for models of an integrator that cannot be
 */
export async function migrateAndSync(database: Database, models: readonly ProtectedModel[] = []): Promise<string[]> {
  const faults = faultsOfModels(models, protectedModels);
  if (faults.length > 0) throw new SettingsError(faults);
  const done = await migrate(database.dataSource);
  await syncPermissions(database, [...protectedModels, ...models]);
  return done;
}
