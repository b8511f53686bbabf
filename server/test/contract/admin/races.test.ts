import { afterAll, beforeEach, expect, test } from "@jest/globals";

import { until } from "../../faults/until.js";
import type { GraphqlClient } from "../../support/graphql-client.js";
import { clientOf, createPerson, type Person, type PersonWish } from "../../support/people.js";
import { historyOf, sendAsStaff, type StaffMutationName, userId } from "../../support/staff.js";
import { createTestDatabase } from "../../support/test-database.js";
import { createTestServer } from "../../support/test-server.js";

const shared = await createTestDatabase();
const settings = { DATABASE_URL: shared.url, GATEHOUSE_DJANGO_DELEGATION: "on" };
const server = await createTestServer(settings);
const servers = [server, await createTestServer(settings)];
beforeEach(async () => void (await server.database.execute("UPDATE users SET is_superuser = false")));
afterAll(async () => {
  await Promise.all(servers.map(async (own) => own.stop()));
  await shared.drop();
});

/** Two people like that, each with a client of a server of their own. */
async function two(wish: PersonWish): Promise<{ person: Person; client: GraphqlClient }[]> {
  return Promise.all(
    servers.map(async (own) => {
      const person = await createPerson(own, { isStaff: true, ...wish });
      return { person, client: await clientOf(own, person) };
    }),
  );
}

type Request = readonly [client: GraphqlClient, name: StaffMutationName, input: object];

/** Sends requests and lets them go on only when all of them are under way on their servers. Gives the codes they are answered with. */
async function atOnce(requests: readonly Request[]): Promise<string[]> {
  const runner = server.database.dataSource.createQueryRunner();
  await runner.query("BEGIN; LOCK TABLE users IN ACCESS EXCLUSIVE MODE");
  const answers = requests.map(async ([client, name, input]) => sendAsStaff(client, name, input));
  const waiting = `SELECT count(*)::integer AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  await until("all wait", async () => ((await runner.query(waiting)) as { count: number }[])[0]?.count === requests.length);
  await runner.query("COMMIT");
  await runner.release();
  return (await Promise.all(answers)).map(({ code, body }) => code ?? body.data?.payload?.userErrors[0]?.code ?? "done").toSorted();
}

async function superusersLeft(): Promise<number> {
  return (await server.database.query("SELECT 1 FROM users WHERE is_superuser AND is_active")).length;
}

test("of two administrators who save one user at once, one is told of the conflict", async () => {
  const person = await createPerson(server);
  const saves = (await two({ permissions: ["auth.change_user"] })).map(({ person: { username }, client }): Request => {
    return [client, "updateUser", { id: userId(person), version: 1, firstName: username }];
  });
  expect(await atOnce(saves)).toEqual(["CONFLICT", "done"]);
  expect(await historyOf(server, person)).toHaveLength(1);
  expect(await server.database.query("SELECT version FROM users WHERE id = $1", [person.id])).toEqual([{ version: 2 }]);
});

test("of the last two superusers who step down at once, one stays", async () => {
  const steps = (await two({ isSuperuser: true })).map(({ person, client }): Request => {
    return [client, "updateUser", { id: userId(person), isSuperuser: false }];
  });
  expect(await atOnce(steps)).toEqual(["LAST_ADMINISTRATOR", "done"]);
  expect(await superusersLeft()).toBe(1);
});

test("of the last two superusers who demote each other at once, one does it and the other is none any more", async () => {
  const people = await two({ isSuperuser: true, permissions: [] });
  const steps = people.map(({ client }, index): Request => {
    return [client, "updateUser", { id: userId(people[1 - index]?.person ?? { id: "" }), isSuperuser: false }];
  });
  expect(await atOnce(steps)).toEqual(["FORBIDDEN", "done"]);
  expect(await superusersLeft()).toBe(1);
});

test.each<[StaffMutationName, (person: Person) => object]>([
  ["updateUser", (person) => ({ id: userId(person), isSuperuser: false })],
  ["updateUser", (person) => ({ id: userId(person), isActive: false })],
  ["deactivateUsers", (person) => ({ ids: [userId(person)] })],
  ["deleteUsers", (person) => ({ matching: { filter: { username: { equals: person.username } } } })],
])("of two administrators who take one of the last two superusers each, by %s, one is refused", async (name, inputFor) => {
  const bosses = await two({ isSuperuser: true });
  const staff = await two({ permissions: ["auth.change_user", "auth.delete_user", "auth.view_user"] });
  const requests = staff.map(({ client }, index): Request => [client, name, inputFor((bosses[index] as { person: Person }).person)]);
  expect(await atOnce(requests)).toEqual(["LAST_ADMINISTRATOR", "done"]);
  expect(await superusersLeft()).toBe(1);
});
