import { afterAll, beforeAll, expect, it, jest } from "@jest/globals";

import { bulkChangeOf, orderBulkChange } from "../support/bulk-changes.js";
import { GraphqlClient } from "../support/graphql-client.js";
import { logIn, mutate } from "../support/operations.js";
import { createPlace, type Place, removePlace, runInDatabase } from "./place.js";
import { ServerProcess } from "./server-process.js";
import { until } from "./until.js";

/** More by hand: `FAULT_BULK_USERS=100000 npm test -- server/test/faults/bulk-delete`. */
const size = Number(process.env["FAULT_BULK_USERS"] ?? "5000");
jest.setTimeout(240_000 + size * 5);

const credentials = { username: "ada", password: "brave-Tulip-river-42" };
const everybody = { filter: { username: { startsWith: "crowd-" } } };

let place: Place;
beforeAll(() => {
  place = createPlace();
});
afterAll(async () => removePlace(place));

async function start(): Promise<ServerProcess> {
  return ServerProcess.start({ directory: place.directory, environment: { GATEHOUSE_DATA_DIR: place.dataDir } });
}

async function logInAsAda({ url }: ServerProcess): Promise<GraphqlClient> {
  const client = new GraphqlClient(url);
  await logIn(client, { identifier: credentials.username, password: credentials.password });
  return client;
}

/** A superuser, and many users who are in a group, hold a permission and have a session. */
async function fill({ url }: ServerProcess): Promise<void> {
  await mutate(new GraphqlClient(url), "signUp", credentials);
  await runInDatabase(
    place,
    `UPDATE users SET is_superuser = true;
     INSERT INTO groups (id, name) VALUES (gen_random_uuid(), 'crowd');
     INSERT INTO users (id, username, username_key, password)
       SELECT gen_random_uuid(), 'crowd-' || number, 'crowd-' || number, '!' FROM generate_series(1, ${size}) AS number;
     INSERT INTO user_groups (user_id, group_id) SELECT users.id, groups.id FROM users, groups WHERE username_key LIKE 'crowd-%';
     INSERT INTO user_permissions (user_id, permission_id)
       SELECT users.id, permissions.id FROM users, permissions WHERE username_key LIKE 'crowd-%' AND codename = 'view_user';
     INSERT INTO sessions (id, user_id, secret_digest, password_digest, expires_at, is_remembered, method, backend)
       SELECT gen_random_uuid(), id, '', '', now() + interval '1 day', true, 'PASSWORD', 'password' FROM users WHERE username_key LIKE 'crowd-%';
     ANALYZE`,
  );
}

/** Everything of the crowd, as one moment saw it. */
async function census(): Promise<Record<string, unknown>> {
  const [row = {}] = await runInDatabase(
    place,
    `WITH crowd AS (SELECT id FROM users WHERE username_key LIKE 'crowd-%'),
          entries AS (SELECT object_id FROM log_entries WHERE action = 'DELETE' AND object_type = 'auth.user')
     SELECT (SELECT count(*)::integer FROM crowd) AS users,
            (SELECT count(*)::integer FROM user_groups) AS memberships,
            (SELECT count(*)::integer FROM user_permissions) AS permissions,
            (SELECT count(*)::integer FROM sessions WHERE user_id IN (SELECT id FROM crowd)) AS sessions,
            (SELECT count(*)::integer FROM entries) AS entries,
            (SELECT count(DISTINCT object_id)::integer FROM entries) AS "logged users",
            (SELECT count(*)::integer FROM entries JOIN crowd ON crowd.id::text = object_id) AS "users with an entry"`,
  );
  return row;
}

const whole = (users: number) => {
  const deleted = size - users;
  return {
    users,
    memberships: users,
    permissions: users,
    sessions: users,
    entries: deleted,
    "logged users": deleted,
    "users with an entry": 0,
  };
};

it(`deletes ${size} users, killed half way: none half, none without an entry, and the rest after the next start`, async () => {
  let server = await start();
  await fill(server);
  const ada = await logInAsAda(server);
  const { id, total } = await orderBulkChange(ada, "deleteUsers", { matching: everybody, expectedCount: size });
  expect(total).toBe(size);
  await until("half of them are deleted", async () => ((await bulkChangeOf(ada, id))?.done ?? 0) >= size / 2, 60_000 + size);
  await server.kill();

  const halfWay = await census();
  expect(halfWay["users"]).toBeGreaterThan(0);
  expect(halfWay).toEqual(whole(Number(halfWay["users"])));

  server = await start();
  const begin = performance.now();
  const adaAgain = await logInAsAda(server);
  await until("it goes on", async () => ((await bulkChangeOf(adaAgain, id))?.done ?? 0) > size - Number(halfWay["users"]));
  // The queue gives a job of a dead process to the next one after a minute; nobody waits so long.
  expect(performance.now() - begin).toBeLessThan(10_000);
  const end = await until(
    "it has ended",
    async () => {
      const change = await bulkChangeOf(adaAgain, id);
      return change?.finishedAt != null ? change : undefined;
    },
    60_000 + size,
  );
  expect(end).toMatchObject({ state: "DONE", total: size, done: size, skippedCount: 0 });
  expect(await census()).toEqual(whole(0));
  expect(await runInDatabase(place, "SELECT 1 FROM bulk_change_targets")).toEqual([]);
  expect(server.complaints.filter((line) => line.includes("a job failed"))).toEqual([]);
  expect(await server.stop()).toEqual({ code: 0, signal: null });
});
