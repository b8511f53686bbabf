import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { runProgram } from "../../edges/cli/program.js";
import { UserPermissionsService } from "../../modules/accounts/user-permissions.service.js";
import { UsersService } from "../../modules/accounts/users.service.js";
import { logIn } from "../support/operations.js";
import { PlayedTerminal } from "../support/played-terminal.js";
import { createTestServer, type TestServer } from "../support/test-server.js";
import { createDjangoProject, type DjangoProject, hasDjango } from "./django-project.js";

const settings = { GATEHOUSE_PASSWORD_HASHERS: "bcrypt_sha256,argon2,pbkdf2_sha256,pbkdf2_sha1,scrypt,bcrypt,md5" };
const decisions = ["username-duplicate=rename", "username-invalid=rename", "email-shared=share", "password-unreadable=keep"];

// Where the packages are promised, their absence is a failure; elsewhere the tests are skipped.
const isWanted = process.env["DJANGO_REQUIRED"] !== undefined || hasDjango();
const describeIfInstalled = isWanted ? describe : describe.skip;

describeIfInstalled("a real Django project (needs python3-django, -psycopg2, -bcrypt, -argon2)", () => {
  let project: DjangoProject;
  beforeAll(async () => {
    project = await createDjangoProject();
  });
  afterAll(async () => project.remove());

  const ways: [string, () => string][] = [
    ["its database", () => project.databaseUrl],
    ["dumpdata", () => project.dump()],
    ["dumpdata with natural keys", () => project.dump("--natural-foreign")],
  ];

  describe.each(ways)("imported from %s", (_way, placeOf) => {
    let server: TestServer;
    let place: string;
    let first: PlayedTerminal;

    beforeAll(async () => {
      server = await createTestServer(settings);
      place = placeOf();
      first = await runImport("--apply", ...decisions.flatMap((decision) => ["--on-conflict", decision]));
    });
    afterAll(async () => server.stop());

    async function runImport(...args: readonly string[]): Promise<PlayedTerminal> {
      const [row] = await server.database.query<{ name: string }>("SELECT current_database() AS name");
      const url = new URL(process.env["TEST_DATABASE_URL"] ?? "");
      url.pathname = `/${row?.name ?? ""}`;
      const terminal = new PlayedTerminal();
      const environment = { ...settings, DATABASE_URL: url.href, GATEHOUSE_SECRET_KEYS: "k".repeat(32) };
      await runProgram(["import", "django", "--from", place, ...args], { terminal, environment });
      return terminal;
    }

    test("brings everybody", () => {
      expect(first.complaints).toEqual([]);
      expect(first.printed.slice(-4)).toEqual([
        "permissions: 1 were added, 24 here already, 0 left out",
        "groups: 3 were added, 0 here already, 0 left out",
        "users: 16 were added, 0 here already, 0 left out",
        "log entries: 3 were added, 0 here already, 0 left out",
      ]);
    });

    test("lets every user in with the old password, and nobody else", async () => {
      for (const { pk, username, password, isActive } of project.answers.users) {
        const [imported] = await server.database.query<{ username: string }>("SELECT username FROM users WHERE external_id = $1", [
          String(pk),
        ]);
        const outcome = await logIn(server.client(), {
          identifier: imported?.username,
          password: password ?? "5f4dcc3b5aa765d61d8327deb882cf99",
        });
        const codes = isActive && password !== null ? [] : ["INVALID_CREDENTIALS"];
        expect([username, outcome.userErrors.map(({ code }) => code)]).toEqual([username, codes]);
      }
    });

    test("answers has_perm as Django for every user and permission", async () => {
      const users = new UsersService(server.database, { logInWith: ["username"], sharedEmails: false });
      const permissions = new UserPermissionsService(server.database);
      for (const { pk, username, held } of project.answers.users) {
        const user = permissions.of(await users.findByExternalId(String(pk)));
        const answers = await Promise.all(project.answers.permissions.map(async (name) => ((await user.has(name)) ? [name] : [])));
        expect([username, answers.flat()]).toEqual([username, held]);
      }
    });

    test("tells the same to whoever logs in", async () => {
      const someone = project.answers.users.find(({ username }) => username === "by_argon2");
      const client = server.client();
      await logIn(client, { identifier: "by_argon2", password: someone?.password });
      expect(await client.ask("{ viewer { permissions user { externalId email firstName } } }")).toEqual({
        viewer: { permissions: someone?.held, user: { externalId: String(someone?.pk), email: "argon2@example.com", firstName: "Zoë" } },
      });
    });

    test("keeps the old log, about the users and groups of today", async () => {
      const entries = await server.database.query(
        `SELECT action, actor.username AS actor, object_type, object_name, object_id = object.id::text AS is_known, details ->> 'message' AS message
         FROM log_entries LEFT JOIN users AS actor ON actor.id = actor_id
         LEFT JOIN (SELECT id, username AS name FROM users UNION SELECT id, name FROM groups) AS object ON object.name = object_name
         WHERE details ? 'oldActor' ORDER BY occurred_at`,
      );
      expect(entries).toEqual([
        {
          action: "CHANGE",
          actor: "boss",
          object_type: "auth.user",
          object_name: "former",
          is_known: true,
          message: expect.stringContaining("Active"),
        },
        {
          action: "ADD",
          actor: "boss",
          object_type: "auth.group",
          object_name: "Editors",
          is_known: true,
          message: expect.stringContaining("added"),
        },
        { action: "DELETE", actor: "by_scrypt", object_type: "shop.order", object_name: "Order 77", is_known: null, message: "in words" },
      ]);
    });

    test("notes each user and group in the log", async () => {
      const entries = await server.database.query(
        "SELECT object_type, count(*)::int, bool_and(request_id LIKE 'cli-%') AS by_command FROM log_entries WHERE details ? 'by' GROUP BY 1 ORDER BY 1",
      );
      expect(entries).toEqual([
        { object_type: "auth.group", count: 3, by_command: true },
        { object_type: "auth.user", count: 16, by_command: true },
      ]);
    });

    test("does nothing when it is run again", async () => {
      const again = await runImport("--apply");
      expect(again.complaints).toEqual([]);
      expect(again.printed.slice(-4)).toEqual([
        "permissions: 0 were added, 25 here already, 0 left out",
        "groups: 0 were added, 3 here already, 0 left out",
        "users: 0 were added, 16 here already, 0 left out",
        "log entries: 0 were added, 3 here already, 0 left out",
      ]);
    });
  });
});
