import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { migrate, NewerSchemaError } from "../../foundation/platform/database/migrate.js";
import { allMigrations } from "../../migrations/all-migrations.js";
import { openTestDatabase, type OpenTestDatabase } from "../support/open-test-database.js";

let opened: OpenTestDatabase;
beforeEach(async () => {
  opened = await openTestDatabase({ empty: true });
});
afterEach(async () => opened.close());

const names = allMigrations.map((migration) => migration.name);

/** An extension stays where it is, with all that belongs to it: others may use it too. */
const isOurs = (catalogue: string) =>
  `NOT EXISTS (SELECT FROM pg_depend WHERE classid = '${catalogue}'::regclass AND objid = ${catalogue}.oid AND deptype = 'e')`;

/** Columns, constraints, indexes, functions and triggers of our tables, but for the book of migrations. */
async function describeSchema(): Promise<string[]> {
  const rows = await opened.database.query<{ line: string }>(`
    SELECT format('column %s.%s %s null=%s default=%s collation=%s', table_name, column_name, udt_name || coalesce(character_maximum_length, 0),
                  is_nullable, column_default, collation_name) AS line
      FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'migrations'
    UNION ALL
    SELECT format('constraint %s.%s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND conrelid <> coalesce(to_regclass('migrations'), 0)
    UNION ALL
    SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'migrations'
    UNION ALL
    SELECT 'function ' || pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND ${isOurs("pg_proc")}
    UNION ALL
    SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL
    SELECT format('type %s', typname) FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd') AND ${isOurs("pg_type")}
    ORDER BY 1`);
  return rows.map(({ line }) => line);
}

async function undoAll(): Promise<void> {
  for (const _ of names) await opened.database.dataSource.undoLastMigration({ transaction: "each" });
}

describe("migrations", () => {
  test("make the tables, take everything back, and make the same again", async () => {
    const { dataSource } = opened.database;
    expect(await migrate(dataSource)).toEqual(names);
    const made = await describeSchema();
    expect(made.length).toBeGreaterThan(50);
    await undoAll();
    expect(await describeSchema()).toEqual([]);
    expect(await migrate(dataSource)).toEqual(names);
    expect(await describeSchema()).toEqual(made);
  });

  test("do nothing where everything is done", async () => {
    const { dataSource } = opened.database;
    await migrate(dataSource);
    const before = await describeSchema();
    expect(await migrate(dataSource)).toEqual([]);
    expect(await describeSchema()).toEqual(before);
  });

  test("run once when several processes start at once", async () => {
    const { dataSource } = opened.database;
    const done = await Promise.all([migrate(dataSource), migrate(dataSource)]);
    expect(done.flat()).toEqual(names);
    expect(await dataSource.query("SELECT name FROM migrations ORDER BY id")).toEqual(names.map((name) => ({ name })));
  });

  test("refuse a database that a newer release has migrated, and leave it as it is", async () => {
    const { dataSource } = opened.database;
    await migrate(dataSource);
    await dataSource.query("INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'FromTheFuture9999999999999')");
    const before = await describeSchema();
    await expect(migrate(dataSource)).rejects.toThrow(NewerSchemaError);
    await expect(migrate(dataSource)).rejects.toThrow("FromTheFuture9999999999999");
    expect(await describeSchema()).toEqual(before);
  });
});
