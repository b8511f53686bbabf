import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import type { GraphqlClient } from "../../support/graphql-client.js";
import { clientOf, createPerson, fourCallers } from "../../support/people.js";
import { createTestServer, type TestServer } from "../../support/test-server.js";
import { absurd, hostile } from "../../support/texts.js";

const document = "query ($by: UserByInput!) { userBy(by: $by) { username } }";

let server: TestServer;
let staff: GraphqlClient;

beforeAll(async () => {
  server = await createTestServer();
  const ann = await createPerson(server, { username: "ann", email: "Ann@example.com" });
  await server.database.execute("UPDATE users SET external_id = 'Old-7' WHERE id = $1", [ann.id]);
  const twins = [await createPerson(server), await createPerson(server)].map(({ id }) => id);
  await server.database.execute(
    "UPDATE users SET email = 'twin@example.com', email_key = 'twin@example.com', email_is_shared = true WHERE id = ANY($1)",
    [twins],
  );
  staff = await clientOf(server, await createPerson(server, { permissions: ["auth.view_user"] }));
});

afterAll(async () => server.stop());

describe("userBy", () => {
  test.each<[string, object, string | null]>([
    ["a username", { username: "ann" }, "ann"],
    ["a username in other letters", { username: " ＡＮＮ " }, "ann"],
    ["an address", { email: "ann@EXAMPLE.com" }, "ann"],
    ["an address beside null", { email: "ann@example.com", username: null }, "ann"],
    ["a username that is an address", { username: "ann@example.com" }, null],
    ["an address that two accounts share", { email: "twin@example.com" }, null],
    ["an external id", { externalId: "Old-7" }, "ann"],
    ["an external id in other letters", { externalId: "old-7" }, null],
    ["an empty external id", { externalId: "" }, null],
    ["an external id with NUL", { externalId: hostile.nul }, null],
    ["an unknown username", { username: "nobody" }, null],
    ["an empty username", { username: "" }, null],
    ["an empty address", { email: "" }, null],
    ["NUL", { username: hostile.nul }, null],
    ["half a character", { email: hostile.lowSurrogate }, null],
  ])("by %s", async (_name, by, username) => {
    expect(await staff.ask(document, { by })).toEqual({ userBy: username === null ? null : { username } });
  });

  test.each<[string, object]>([
    ["nothing", {}],
    ["null", { email: null }],
    ["a username and an external id", { username: "ann", externalId: "Old-7" }],
    ["both", { email: "ann@example.com", username: "ann" }],
    ["an absurd text", { username: absurd }],
  ])("by %s is refused", async (_name, by) => {
    expect(await staff.send(document, { by })).toMatchObject({ status: 400, code: "BAD_USER_INPUT" });
  });

  test("is for those who may view users", async () => {
    for (const { client, code } of await fourCallers(server, "auth.view_user")) {
      expect((await client.send(document, { by: { username: "ann" } })).code).toBe(code);
    }
  });
});
