import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { UserErrors } from "../../../foundation/kernel/user-error.js";
import { UserPermissionsService } from "../../../modules/accounts/user-permissions.service.js";
import { UserProvisioning } from "../../../modules/accounts/user-provisioning.js";
import { UsersService } from "../../../modules/accounts/users.service.js";
import { AuditService } from "../../../modules/audit/audit.service.js";
import { createTestServer, type TestServer } from "../../support/test-server.js";

let server: TestServer;
let people: UserProvisioning;

beforeAll(async () => {
  server = await createTestServer();
  const { database } = server;
  people = new UserProvisioning({
    database,
    users: new UsersService(database, { logInWith: ["username", "email"], sharedEmails: false }),
    userPermissions: new UserPermissionsService(database),
    audit: new AuditService(database),
  });
});
afterAll(async () => server.stop());

async function logged(userId: string) {
  return server.database.query("SELECT action, actor_id, object_name, details FROM log_entries WHERE object_id = $1 ORDER BY occurred_at", [
    userId,
  ]);
}

describe("create", () => {
  test("makes an account that no password opens, under normalised names, and notes it", async () => {
    const user = await people.create({ username: "Ａda", email: "Ada@EXAMPLE.com", firstName: " Ada " });
    expect(user).toMatchObject({ username: "Ada", email: "Ada@example.com", firstName: "Ada", isActive: true, isStaff: false });
    expect(await server.database.query("SELECT password FROM users WHERE id = $1", [user.id])).toEqual([
      { password: expect.stringMatching(/^!/) },
    ]);
    expect(await logged(user.id)).toEqual([{ action: "ADD", actor_id: null, object_name: "Ada", details: {} }]);
  });

  test.each([
    [{ username: "no spaces" }, "INVALID"],
    [{ username: "grace", email: "nowhere" }, "INVALID"],
    [{ username: "ADA" }, "ALREADY_TAKEN"],
  ])("refuses %j", async (newcomer, code) => {
    const failure = await people.create(newcomer).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UserErrors);
    expect((failure as UserErrors).errors).toMatchObject([{ code }]);
  });
});

test("findOrCreate makes one account for many who come at once", async () => {
  const found = await Promise.all(Array.from({ length: 5 }, async () => people.findOrCreate({ username: "barbara" })));
  expect(new Set(found.map(({ id }) => id)).size).toBe(1);
  expect(await people.findByUsername("BARBARA")).toMatchObject({ id: found[0]?.id });
});

describe("grant", () => {
  test("adds permissions, and notes those that are new", async () => {
    const user = await people.create({ username: "edsger" });
    await people.grant(user, ["auth.view_user"]);
    await people.grant(user, ["auth.view_user", "auth.add_user"]);
    await people.grant(user, ["auth.add_user"]);
    expect(await new UserPermissionsService(server.database).list(user)).toEqual(new Set(["auth.add_user", "auth.view_user"]));
    expect((await logged(user.id)).slice(1).map(({ details }) => details as unknown)).toEqual([
      { grantedPermissions: ["auth.view_user"] },
      { grantedPermissions: ["auth.add_user"] },
    ]);
  });

  test("grants none when one does not exist", async () => {
    const user = await people.create({ username: "tony" });
    await expect(people.grant(user, ["auth.view_user", "shop.view_order"])).rejects.toThrow("there is no permission shop.view_order");
    expect(await new UserPermissionsService(server.database).list(user)).toEqual(new Set());
  });
});
