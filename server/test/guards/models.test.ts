import { afterAll, expect, test } from "@jest/globals";
import { openTestDatabase } from "../support/open-test-database.js";

const { database, close } = await openTestDatabase();
afterAll(close);

test("models and migrations describe the same tables", async () => {
  const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});

test("the comparison would notice a column that no migration makes", async () => {
  await database.execute("ALTER TABLE users DROP COLUMN version");
  const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log();
  expect(upQueries.map(({ query }) => query)).toEqual([expect.stringContaining("version")]);
});
