import { afterAll, expect, test } from "@jest/globals";

import { migrate } from "../../foundation/platform/database/migrate.js";
import { LogSealingService } from "../../modules/audit/sealing/log-sealing.service.js";
import { openTestDatabase } from "../support/open-test-database.js";

const { database, close } = await openTestDatabase();
afterAll(close);

async function hasSeals(): Promise<boolean> {
  const [row] = await database.query<{ table: string | null }>(`SELECT to_regclass('log_seals') AS "table"`);
  return row?.table != null;
}

async function log(name: string, occurredAt: string): Promise<void> {
  await database.execute(
    "INSERT INTO log_entries (id, occurred_at, action, outcome, object_name, request_id) VALUES (gen_random_uuid(), $2, 'ADD', 'SUCCESS', $1, '')",
    [name, occurredAt],
  );
}

test("entries from before the migration are sealed with those after it, and stay when it is taken back", async () => {
  while (await hasSeals()) await database.dataSource.undoLastMigration({ transaction: "each" });
  await log("second", "2020-01-02");
  await log("first", "2020-01-01");
  await migrate(database.dataSource);
  await log("third", "2020-01-03");
  expect(await new LogSealingService(database, ["a key"]).sealAll()).toBe(3);
  const rows = await database.query<{ name: string }>(
    "SELECT object_name AS name FROM log_seals JOIN log_entries ON log_entries.id = entry_id ORDER BY number",
  );
  expect(rows.map(({ name }) => name)).toEqual(["first", "second", "third"]);

  while (await hasSeals()) await database.dataSource.undoLastMigration({ transaction: "each" });
  await log("fourth", "2020-01-04");
  expect(await database.query("SELECT count(*)::int AS count FROM log_entries")).toEqual([{ count: 4 }]);
});
