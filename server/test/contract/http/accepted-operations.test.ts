import { afterAll, expect, test } from "@jest/globals";
import type { GraphqlClient } from "../../support/graphql-client.js";
import { clientOf, createPerson } from "../../support/people.js";
import { createTestServer } from "../../support/test-server.js";

const server = await createTestServer();
afterAll(async () => server.stop());

const plain = await clientOf(server, await createPerson(server));
const reader = await clientOf(server, await createPerson(server, { permissions: ["auth.view_user", "auth.view_group"] }));
const superuser = await clientOf(server, await createPerson(server, { isSuperuser: true, isStaff: true }));
const anonymous = server.client();

const users =
  "query ($first: Int, $search: String, $more: Boolean = true) { users(first: $first, search: $search) { nodes { username @include(if: $more) groups { nodes { name } } } pageInfo { endCursor } } }";

const rename =
  "mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { user { firstName } userErrors { code path message } } }";

/** What a client can see of an answer, but for the numbers of failures in the log. */
async function answerTo(client: GraphqlClient, body: object, accept: string) {
  const { status, headers, body: answer } = await client.post(JSON.stringify(body), { accept });
  const named = ["content-type", "cache-control", "vary", "retry-after", "set-cookie"].map((name) => headers.get(name));
  return { status, named, text: JSON.stringify(answer).replace(/"traceId":"[^"]+"/, "traceId") };
}

// The first time, Apollo Server executes an operation; from then on it is executed without.
test.each<[string, GraphqlClient, object]>([
  ["the viewer", plain, { query: "{ viewer { user { username groups { nodes { name } totalCount } } permissions } }" }],
  ["a stranger", anonymous, { query: "{ viewer { user { username } } authConfig { signUpOpen } }" }],
  [
    "aliases and fragments",
    plain,
    { query: "{ a: viewer { ...f } b: viewer { ...f } } fragment f on Viewer { x: permissions user { __typename id } }" },
  ],
  ["one of several operations", plain, { query: "query A { viewer { permissions } } query B { me { username } }", operationName: "B" }],
  ["no operation chosen", plain, { query: "query A { viewer { permissions } } query B { me { email } }" }],
  ["an operation that is not there", plain, { query: "query A { viewer { permissions } }", operationName: "C" }],
  ["variables", reader, { query: users, variables: { first: 2, more: false } }],
  ["variables that do not fit", reader, { query: users, variables: { first: "two" } }],
  [
    "too high a cost",
    anonymous,
    { query: `{ ${Array.from({ length: 6 }, (_, index) => `a${index}: users(first: 200) { nodes { id } }`).join(" ")} }` },
  ],
  ["a page that is too long", reader, { query: users, variables: { first: 1000 } }],
  ["an argument that is too long", reader, { query: users, variables: { search: "x".repeat(2000) } }],
  ["a refused field", plain, { query: "{ users { nodes { id } } viewer { user { username } } }" }],
  ["nobody logged in", anonymous, { query: "{ me { username } }" }],
  ["a refused field of a row", await clientOf(server, await createPerson(server, { permissions: ["auth.view_user"] })), { query: users }],
  [
    "a superuser",
    superuser,
    { query: '{ viewer { permissions can(permission: "x.y") } users(first: 1) { totalCount facets { isStaff { trueCount } } } }' },
  ],
  ["introspection by staff", superuser, { query: "{ __schema { queryType { name } } }" }],
  ["introspection by others", plain, { query: "{ __schema { queryType { name } } }" }],
  ["a mutation", plain, { query: rename, variables: { input: { firstName: "Ada" } } }],
  ["user errors", plain, { query: rename, variables: { input: { firstName: "x".repeat(200) } } }],
  ["a mutation with variables that do not fit", plain, { query: rename, variables: { input: { firstName: 1 } } }],
  ["a refused mutation", anonymous, { query: rename, variables: { input: { firstName: "Ada" } } }],
  ["an invalid document", plain, { query: "{ viewer { nothing } }" }],
])("a request is answered the same each time: %s", async (_what, client, body) => {
  for (const accept of ["application/json", "application/graphql-response+json"]) {
    const first = await answerTo(client, body, accept);
    expect(await answerTo(client, body, accept)).toEqual(first);
    expect(await answerTo(client, { ...body, extensions: {} }, accept)).toEqual(first);
  }
  const fresh = { ...body, query: `${(body as { query: string }).query} # never seen` };
  const withPlaces = (answer: object) => JSON.stringify(answer);
  expect(withPlaces(await answerTo(client, fresh, "application/json"))).toBe(withPlaces(await answerTo(client, body, "application/json")));
});

test("a known query is judged by its caller each time", async () => {
  const query = "{ users(first: 1) { nodes { groups { nodes { id } } } } }";
  expect((await reader.send(query)).code).toBeUndefined();
  expect((await plain.send(query)).code).toBe("FORBIDDEN");
  expect((await anonymous.send(query)).code).toBe("UNAUTHENTICATED");
  expect((await reader.send(query)).code).toBeUndefined();
});

test("a known mutation changes something each time it is sent, and once", async () => {
  const client = await clientOf(server, await createPerson(server));
  const version = async (): Promise<number> =>
    (await client.send<{ me: { version: number } }>("{ me { version } }")).body.data?.me.version ?? 0;
  for (const firstName of ["Ada", "Grace", "Barbara"]) {
    const before = await version();
    expect((await client.send(rename, { input: { firstName } })).body.data).toEqual({
      updateProfile: { user: { firstName }, userErrors: [] },
    });
    expect(await version()).toBe(before + 1);
  }
});

test("a revoked session is refused by the very next request, whatever was answered before", async () => {
  const client = await clientOf(server, await createPerson(server));
  const query = "{ viewer { user { username } permissions } me { id } }";
  for (let time = 0; time < 3; time++) expect((await client.send(query)).code).toBeUndefined();
  await client.copy().send("mutation { logOut { userErrors { code } } }");
  expect((await client.send(query)).code).toBe("UNAUTHENTICATED");
});

test("groups and permissions that come or go are seen by the very next request", async () => {
  const person = await createPerson(server, { groupPermissions: ["auth.view_user"] });
  const client = await clientOf(server, person);
  const query = "{ viewer { permissions user { groups { totalCount nodes { name } } } } }";
  const seen = async () =>
    (await client.ask<{ viewer: { permissions: string[]; user: { groups: { totalCount: number } } } }>(query)).viewer;
  expect(await seen()).toMatchObject({ permissions: ["auth.view_user"], user: { groups: { totalCount: 1 } } });
  await server.database.execute("DELETE FROM user_groups WHERE user_id = $1", [person.id]);
  expect(await seen()).toMatchObject({ permissions: [], user: { groups: { totalCount: 0, nodes: [] } } });
});

test("of more groups than are read along, every page is right", async () => {
  const person = await createPerson(server);
  const client = await clientOf(server, person);
  for (let group = 0; group < 23; group++) {
    await server.database.execute(
      `WITH made AS (INSERT INTO groups (id, name) VALUES (gen_random_uuid(), $2) RETURNING id) INSERT INTO user_groups SELECT $1, id FROM made`,
      [person.id, `many ${String(group).padStart(2, "0")}`],
    );
  }
  const query =
    "query ($first: Int, $after: String) { viewer { user { groups(first: $first, after: $after) { totalCount nodes { name } pageInfo { endCursor hasNextPage } } } } }";
  const pageOf = async (variables: object) =>
    (
      await client.ask<{
        viewer: { user: { groups: { totalCount: number; nodes: object[]; pageInfo: { endCursor: string; hasNextPage: boolean } } } };
      }>(query, variables)
    ).viewer.user.groups;
  const first = await pageOf({});
  expect([first.totalCount, first.nodes.length, first.pageInfo.hasNextPage]).toEqual([23, 20, true]);
  expect((await pageOf({ first: 100 })).nodes).toHaveLength(23);
  const rest = await pageOf({ after: first.pageInfo.endCursor });
  expect(rest.nodes).toEqual([{ name: "many 20" }, { name: "many 21" }, { name: "many 22" }]);
});
