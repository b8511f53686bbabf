import { afterAll, expect, test } from "@jest/globals";
import { MissingExtensionError, requireExtension } from "../../foundation/platform/database/require-extension.js";
import { loadSettings } from "../../foundation/platform/settings/load-settings.js";
import { explainStartFailure } from "../../run.js";
import { openTestDatabase } from "../support/open-test-database.js";

const { database, close } = await openTestDatabase({ empty: true });
const runner = database.dataSource.createQueryRunner();
afterAll(async () => {
  await runner.release();
  await close();
});

test("an extension that may not be added ends the start with one line that says what to do; one that is there is enough", async () => {
  await runner.startTransaction();
  await runner.query("CREATE ROLE gatehouse_without_rights");
  await runner.query("SAVEPOINT before; SET LOCAL ROLE gatehouse_without_rights");
  const refusal = await requireExtension(runner, "pg_trgm").catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(MissingExtensionError);
  expect(explainStartFailure(refusal, loadSettings({ NODE_ENV: "test" }))).toMatch(
    /^DATABASE_URL: the extension pg_trgm is needed .*permission denied.*CREATE EXTENSION pg_trgm$/,
  );
  await runner.query("ROLLBACK TO before; CREATE EXTENSION pg_trgm; SET LOCAL ROLE gatehouse_without_rights");
  await expect(requireExtension(runner, "pg_trgm")).resolves.toBeUndefined();
  await runner.rollbackTransaction();
});

test("an extension that PostgreSQL was installed without is named", async () => {
  await expect(requireExtension(runner, "no_such_extension")).rejects.toThrow(/no_such_extension.*install PostgreSQL's contrib modules/);
});
