import { compose, type System } from "../../composition.js";
import type { Database } from "../../foundation/platform/database/database.js";
import { createLog, type Log } from "../../foundation/platform/log.js";
import { loadSettings, type Settings } from "../../foundation/platform/settings/load-settings.js";
import { explainStartFailure } from "../../run.js";
import { connect, migrateAndSync, type OpenedDatabase } from "../../storage.js";
import { CommandError, type CommandContext } from "./command.js";

/** The database of the settings, connected. */
export interface Connection {
  readonly settings: Settings;
  readonly log: Log;
  readonly opened: OpenedDatabase;
}

/** The database of the settings, brought up to date. */
interface Installation extends Connection {
  /** Names of the migrations that had to be run. */
  readonly applied: readonly string[];
}

/**
 * Connects, does work, and lets go again. The embedded database is started if it does not run, and shared with the server if it
 * does.
 *
 * @throws SettingsError
 * @throws CommandError when the database cannot be used
 */
export async function withConnection<T>(context: CommandContext, work: (connection: Connection) => Promise<T>): Promise<T> {
  const settings = loadSettings(context.environment);
  const log = createLog(settings.logLevel);
  const opened = await explained(
    settings,
    connect(settings, { log }, (line) => context.terminal.complain(line)),
  );
  try {
    return await work({ settings, log, opened });
  } finally {
    await opened.close();
  }
}

/** As {@link withConnection}, after migrating. */
export async function withDatabase<T>(context: CommandContext, work: (installation: Installation) => Promise<T>): Promise<T> {
  return withConnection(context, async (connection) => {
    const applied = await explained(connection.settings, migrateAndSync(connection.opened.database));
    return work({ ...connection, applied });
  });
}

/** As {@link withDatabase}, with the joined services. Jobs are ordered but not done: the server does them. */
export async function withSystem<T>(context: CommandContext, work: (system: System, database: Database) => Promise<T>): Promise<T> {
  return withDatabase(context, async ({ settings, log, opened: { database } }) => {
    const system = compose(settings, { database, log }, context.replacements);
    try {
      await system.jobs.prepare();
      return await work(system, database);
    } finally {
      await system.close();
    }
  });
}

async function explained<T>(settings: Settings, step: Promise<T>): Promise<T> {
  return step.catch((error: unknown) => {
    throw new CommandError(explainStartFailure(error, settings));
  });
}
