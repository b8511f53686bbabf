import { afterAll, describe, expect, test } from "@jest/globals";
import { contentsOf } from "../../support/database-contents.js";
import { faultsOf, mutate, send } from "../../support/operations.js";
import { clientOf, createPerson, type Person } from "../../support/people.js";
import { createTestServer } from "../../support/test-server.js";
import { absurd, hostile } from "../../support/texts.js";

const server = await createTestServer();
afterAll(async () => server.stop());

const person = await createPerson(server, { firstName: "Ada", lastName: "Byron" });
const client = await clientOf(server, person);

const notedChanges = async ({ id }: Person) =>
  server.database.query("SELECT details FROM log_entries WHERE object_id = $1 AND action = 'PROFILE_CHANGE'", [id]);

describe("updateProfile", () => {
  test.each([
    ["both names", { firstName: " Augusta ", lastName: "Lovelace" }, "Augusta Lovelace"],
    ["one name, and leaves the other", { firstName: "Ada" }, "Ada Lovelace"],
    ["nothing where null is given", { firstName: null, lastName: null }, "Ada Lovelace"],
    ["nothing where nothing is given", {}, "Ada Lovelace"],
    ["a name to none", { lastName: "" }, "Ada"],
    ["names of any script", { firstName: "هِشام", lastName: "हिन्दी" }, "هِشام हिन्दी"],
    ["a name with joiners inside", { firstName: "می\u200cخواهم", lastName: "" }, "می\u200cخواهم"],
    ["names as long as they may be", { firstName: "𝒜".repeat(150), lastName: "" }, "𝒜".repeat(150)],
  ])("changes %s", async (_what, input, fullName) => {
    const payload = await mutate(client, "updateProfile", input);
    expect(payload).toEqual({ user: expect.objectContaining({ username: person.username, fullName }), userErrors: [] });
  });

  test.each([{ firstName: "Grace", lastName: "Hopper" }, { firstName: " Grace " }, { lastName: null }, {}])(
    "writes nothing when nothing is different, so that the forms of staff stay fresh: %j",
    async (input) => {
      const same = await createPerson(server, { firstName: "Grace", lastName: "Hopper" });
      const owner = await clientOf(server, same);
      const before = await contentsOf(server);
      expect(await mutate(owner, "updateProfile", input)).toMatchObject({ user: { fullName: "Grace Hopper" }, userErrors: [] });
      expect(await contentsOf(server)).toBe(before);
      expect(await notedChanges(same)).toEqual([]);
    },
  );

  test("raises the version by one, and tells the log which name is different", async () => {
    const changed = await createPerson(server, { firstName: "Grace", lastName: "Murray" });
    await mutate(await clientOf(server, changed), "updateProfile", { firstName: "Grace", lastName: "Hopper" });
    expect(await server.database.query("SELECT version FROM users WHERE id = $1", [changed.id])).toEqual([{ version: 2 }]);
    expect(await notedChanges(changed)).toEqual([{ details: { fields: ["lastName"] } }]);
  });

  test("changes nobody else", async () => {
    const other = await createPerson(server, { firstName: "Grace" });
    await mutate(client, "updateProfile", { firstName: "Ada" });
    expect(await server.database.query("SELECT first_name FROM users WHERE id = $1", [other.id])).toEqual([{ first_name: "Grace" }]);
  });

  test.each([
    ["a".repeat(151), "TOO_LONG"],
    [hostile.nul, "INVALID"],
    [hostile.highSurrogate, "INVALID"],
    [hostile.lowSurrogate, "INVALID"],
    [hostile.bidi, "INVALID"],
    [hostile.lineBreak, "INVALID"],
  ])("refuses %j in either name, and changes nothing", async (name, code) => {
    const before = await contentsOf(server);
    const payload = await mutate(client, "updateProfile", { firstName: name, lastName: name });
    expect(faultsOf(payload)).toEqual([`${code} input.firstName`, `${code} input.lastName`]);
    expect(payload.user).toBeNull();
    expect(await contentsOf(server)).toBe(before);
  });

  test("refuses a name of absurd length", async () => {
    const reply = await send(client, "updateProfile", { firstName: absurd });
    expect([reply.status, reply.code]).toEqual([400, "BAD_USER_INPUT"]);
  });

  test.each(["isStaff", "isSuperuser", "isActive", "username", "email", "password", "id", "userId", "groups"])(
    "has no field %s to smuggle rights through",
    async (field) => {
      const before = await contentsOf(server);
      const reply = await send(client, "updateProfile", { firstName: "Eve", [field]: true });
      expect([reply.status, reply.code]).toEqual([400, "BAD_USER_INPUT"]);
      expect(await contentsOf(server)).toBe(before);
    },
  );

  test("is refused to strangers", async () => {
    expect((await send(server.client(), "updateProfile", { firstName: "Eve" })).code).toBe("UNAUTHENTICATED");
  });
});
