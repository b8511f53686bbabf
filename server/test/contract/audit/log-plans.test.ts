import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { toNodeId } from "../../../foundation/graphql-kit/node-id.js";
import { newId } from "../../../foundation/kernel/ids.js";
import type { Page } from "../../../foundation/kernel/page.js";
import type { Database, Statement } from "../../../foundation/platform/database/database.js";
import type { LogEntryFilterRequest } from "../../../modules/audit/log-entry-conditions.js";
import { listHistories, listLogEntries } from "../../../modules/audit/log-entries.queries.js";
import { openTestDatabase } from "../../support/open-test-database.js";

const { database, close } = await openTestDatabase();
afterAll(close);

beforeAll(async () => {
  await database.execute(`
    INSERT INTO log_entries (id, occurred_at, action, outcome, actor_id, actor_name, object_type, object_id, object_name, request_id)
    SELECT gen_random_uuid(), now() - n * interval '1 minute', 'CHANGE', 'SUCCESS', gen_random_uuid(), 'actor' || n, 'auth.user',
      gen_random_uuid(), 'person' || n, '' FROM generate_series(1, 50000) AS n`);
  await database.execute("VACUUM ANALYZE log_entries");
});

/** The same database, whose every query answers how it would be done. */
const explaining = Object.create(database, {
  query: {
    value: async (statement: Statement | string, values: readonly unknown[]) =>
      database.query(`EXPLAIN ${typeof statement === "string" ? statement : statement.text}`, values),
  },
}) as Database;

function planOf({ rows }: Page<object>): string {
  return rows.map((row) => (row as Record<string, string>)["QUERY PLAN"]).join("\n");
}

const user = toNodeId("User", newId());

test.each<[string, LogEntryFilterRequest, RegExp]>([
  ["newest entries", {}, /Index Scan Backward using log_entries_occurred_at_idx/],
  ["entries of a day", { from: new Date(0), before: new Date(1) }, /log_entries_occurred_at_idx/],
  ["entries by somebody", { actorId: user }, /log_entries_actor_id_idx/],
  ["entries by somebody who acted as others", { impersonatorId: user }, /log_entries_impersonator_id_idx/],
  ["entries about something", { objectId: user }, /log_entries_object_idx/],
  ["entries that a search finds", { search: "person2999" }, /log_entries_names_idx/],
])("the %s are found by an index", async (_, filter, index) => {
  const plan = planOf(await listLogEntries(explaining, { filter }, { first: 50 }));
  expect(plan).toMatch(index);
  expect(plan).not.toContain("Seq Scan");
});

test("the history of an object is found by an index", async () => {
  const [page] = await listHistories(explaining, { type: "auth.user", keys: [newId()] }, { first: 50 });
  expect(planOf(page as Page<object>)).toMatch(/log_entries_object_idx/);
});
