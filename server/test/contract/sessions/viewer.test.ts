import { afterAll, describe, expect, test } from "@jest/globals";
import { logIn } from "../../support/operations.js";
import { clientOf, createPerson } from "../../support/people.js";
import { statementsOf } from "../../support/statements.js";
import { createTestServer } from "../../support/test-server.js";

const server = await createTestServer();
afterAll(async () => server.stop());

interface ViewerReply {
  readonly viewer: { readonly permissions: string[]; readonly can: boolean } | null;
}

const rights = `query ($permission: String!) { viewer { permissions can(permission: $permission) } }`;

describe("viewer", () => {
  test("is null for strangers, without asking the database", async () => {
    const statements = await statementsOf(async () => {
      expect(await server.client().ask("{ viewer { user { id } } }")).toEqual({ viewer: null });
    });
    expect(statements).toEqual([]);
  });

  test("tells who it is and with which session, by one query", async () => {
    const person = await createPerson(server, { firstName: "Ada", lastName: "Lovelace" });
    const client = server.client();
    const { session } = await logIn(client, { identifier: person.username, password: person.password, deviceName: "Ada's phone" });
    const statements = await statementsOf(async () => {
      const query = `{ viewer {
        user { username firstName lastName fullName email isActive isStaff isSuperuser }
        session { id current method deviceName ipAddress userAgent } } }`;
      expect(await client.ask(query)).toEqual({
        viewer: {
          user: {
            username: person.username,
            firstName: "Ada",
            lastName: "Lovelace",
            fullName: "Ada Lovelace",
            email: person.email,
            isActive: true,
            isStaff: false,
            isSuperuser: false,
          },
          session: {
            id: session?.id,
            current: true,
            method: "PASSWORD",
            deviceName: "Ada's phone",
            ipAddress: "127.0.0.1",
            userAgent: "node",
          },
        },
      });
    });
    expect(statements).toHaveLength(1);
  });

  test.each([
    ["nothing by itself", {}, [], false],
    ["nothing as staff", { isStaff: true }, [], false],
    ["what was given directly", { permissions: ["auth.view_user"] }, ["auth.view_user"], true],
    ["what a group was given", { groupPermissions: ["auth.view_user", "auth.add_user"] }, ["auth.add_user", "auth.view_user"], true],
    [
      "both, sorted and once each",
      { permissions: ["auth.view_user", "sessions.view_session"], groupPermissions: ["auth.view_user", "auth.change_group"] },
      ["auth.change_group", "auth.view_user", "sessions.view_session"],
      true,
    ],
  ])("may do %s", async (_what, wish, permissions, can) => {
    const client = await clientOf(server, await createPerson(server, wish));
    expect(await client.ask(rights, { permission: "auth.view_user" })).toEqual({ viewer: { permissions, can } });
  });

  test("may do everything as superuser, as Django also what no permission is for", async () => {
    const client = await clientOf(server, await createPerson(server, { isSuperuser: true }));
    const all = await server.database.query<{ name: string }>(`SELECT app_label || '.' || codename AS name FROM permissions ORDER BY 1`);
    expect(await client.ask(rights, { permission: "no.such_thing" })).toEqual({
      viewer: { permissions: all.map(({ name }) => name), can: true },
    });
  });

  test("may do nothing any more once inactive, because the session is over", async () => {
    const person = await createPerson(server, { permissions: ["auth.view_user"] });
    const client = await clientOf(server, person);
    await server.database.execute("UPDATE users SET is_active = false WHERE id = $1", [person.id]);
    expect(await client.ask(rights, { permission: "auth.view_user" })).toEqual({ viewer: null });
  });

  test("loses a permission with the next request after it was taken", async () => {
    const person = await createPerson(server, { permissions: ["auth.view_user"] });
    const client = await clientOf(server, person);
    await server.database.execute("DELETE FROM user_permissions WHERE user_id = $1", [person.id]);
    expect(await client.ask<ViewerReply>(rights, { permission: "auth.view_user" })).toEqual({ viewer: { permissions: [], can: false } });
  });

  test.each(["", "auth", "auth.", ".", "auth.view_user ", "AUTH.VIEW_USER", "a\0b", "\ud800", "x".repeat(10_000)])(
    "cannot do %j",
    async (permission) => {
      const client = await clientOf(server, await createPerson(server, { permissions: ["auth.view_user"] }));
      expect(await client.ask<ViewerReply>(rights, { permission })).toMatchObject({ viewer: { can: false } });
    },
  );

  test("is told with permissions and groups by one prepared query, however often they are asked about", async () => {
    const client = await clientOf(server, await createPerson(server, { groupPermissions: ["auth.view_user"] }));
    const query = `{ viewer {
      permissions a: can(permission: "auth.view_user") b: can(permission: "auth.add_user") user { groups { nodes { name } } } } }`;
    for (let time = 0; time < 2; time++) expect(await statementsOf(async () => client.ask(query))).toHaveLength(1);
  });

  test.each([
    ["nothing where no right is asked about", "{ viewer { session { createdAt } } }", { permissions: false, groups: false }],
    ["permissions where one is needed", "{ users { nodes { username groups { nodes { name } } } } }", { permissions: true, groups: false }],
    ["groups where they may be shown", "{ me { groups { nodes { name } } } }", { permissions: true, groups: true }],
  ])("reads along %s", async (_what, query, expected) => {
    const client = await clientOf(server, await createPerson(server, { permissions: ["auth.view_user", "auth.view_group"] }));
    const [check = ""] = await statementsOf(async () => client.ask(query));
    expect(check).toContain("FROM sessions JOIN users");
    const found = { permissions: check.includes("held_permissions"), groups: check.includes("first_groups") };
    expect(found).toEqual(expected);
  });
});

describe("a request", () => {
  test("with both a cookie and a bearer token is the bearer's", async () => {
    const [one, other] = [await createPerson(server), await createPerson(server)];
    const client = await clientOf(server, one);
    client.bearer =
      (await logIn(server.client(), { identifier: other.username, password: other.password, delivery: "BEARER" })).token ?? "";
    expect(await client.ask("{ viewer { user { username } } }")).toEqual({ viewer: { user: { username: other.username } } });
  });

  test("with a dead bearer token is anonymous, whatever its cookie", async () => {
    const client = await clientOf(server, await createPerson(server));
    client.bearer = "dead";
    expect(await client.ask("{ viewer { user { username } } }")).toEqual({ viewer: null });
  });

  test("with two session cookies is anonymous, because one of them is planted", async () => {
    const [one, other] = [await clientOf(server, await createPerson(server)), await clientOf(server, await createPerson(server))];
    const client = server.client();
    client.headers["cookie"] = [one, other].map(({ cookies }) => `gatehouse_session=${cookies.get("gatehouse_session")}`).join("; ");
    expect(await client.ask("{ viewer { user { username } } }")).toEqual({ viewer: null });
  });

  test.each([
    ["without its secret", (token: string) => token.slice(0, 36)],
    ["with an empty secret", (token: string) => token.slice(0, 37)],
    ["with another secret", (token: string) => `${token.slice(0, 37)}${"A".repeat(43)}`],
    ["with its last character missing", (token: string) => token.slice(0, -1)],
    ["in upper case", (token: string) => token.toUpperCase()],
    ["with quotes for SQL", () => "' OR 1=1 --"],
  ])("with a session token %s is anonymous", async (_what, change) => {
    const client = await clientOf(server, await createPerson(server));
    const token = client.cookies.get("gatehouse_session") ?? "";
    client.cookies.set("gatehouse_session", change(token));
    expect(await client.ask("{ viewer { user { username } } }")).toEqual({ viewer: null });
  });
});
