import type { Issue } from "../../foundation/checks/issue.js";
import { NewerSchemaError, pendingMigrations } from "../../foundation/platform/database/migrate.js";
import { checkUsers } from "../../modules/accounts/users.checks.js";
import { CommandError, type CommandContext } from "./command.js";
import { type Connection, withConnection } from "./installation.js";

/** What is wrong with the database of an installation. Settings must be in order. */
export async function checkDatabase(context: CommandContext): Promise<Issue[]> {
  try {
    return await withConnection(context, lookInto);
  } catch (error) {
    if (error instanceof NewerSchemaError) return [{ id: "gatehouse.E011", about: "database", message: error.message }];
    if (!(error instanceof CommandError)) throw error;
    const [about = "", ...rest] = error.message.split(": ");
    return [{ id: "gatehouse.E010", about, message: rest.join(": ") }];
  }
}

async function lookInto({ settings, opened: { database } }: Connection): Promise<Issue[]> {
  const pending = await pendingMigrations(database.dataSource);
  if (pending.length > 0) return [migrationsPending(pending)];
  return checkUsers(database, settings.passwordHashers);
}

function migrationsPending(names: readonly string[]): Issue {
  return {
    id: "gatehouse.W010",
    about: "database",
    message: `Migrations have not been run: ${names.join(", ")}.`,
    hint: "`gatehouse migrate` runs them, as does the start of a server.",
  };
}
