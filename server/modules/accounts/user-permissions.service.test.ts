import { describe, expect, test } from "@jest/globals";

import { HeldPermissions, type PermissionHolder } from "./user-permissions.service.js";

function held(user: Partial<PermissionHolder> | null, names: readonly string[] = ["auth.view_user"]): HeldPermissions & { reads: number } {
  const holder = user && { id: "1", isActive: true, isSuperuser: false, ...user };
  const read = async (): Promise<Set<string>> => {
    counted.reads += 1;
    return new Set(names);
  };
  const permissions = new HeldPermissions(holder, { read });
  const counted = Object.assign(permissions, { reads: 0 });
  return counted;
}

// The truth table of Django's `has_perm`.
describe("what a user may do", () => {
  test.each<[string, Partial<PermissionHolder> | null, { assigned: boolean; unassigned: boolean; nonexistent: boolean; object: boolean }]>([
    ["an active superuser", { isSuperuser: true }, { assigned: true, unassigned: true, nonexistent: true, object: true }],
    [
      "an inactive superuser",
      { isSuperuser: true, isActive: false },
      { assigned: false, unassigned: false, nonexistent: false, object: false },
    ],
    ["an active user", {}, { assigned: true, unassigned: false, nonexistent: false, object: false }],
    ["an inactive user", { isActive: false }, { assigned: false, unassigned: false, nonexistent: false, object: false }],
    ["an anonymous caller", null, { assigned: false, unassigned: false, nonexistent: false, object: false }],
  ])("%s", async (_name, user, answers) => {
    const permissions = held(user);
    expect({
      assigned: await permissions.has("auth.view_user"),
      unassigned: await permissions.has("auth.add_user"),
      nonexistent: await permissions.has("no.such_thing"),
      object: await permissions.has("auth.view_user", "1"),
    }).toEqual(answers);
  });

  test("is read once, however often and however much at once it is asked", async () => {
    const permissions = held({});
    await Promise.all([permissions.has("auth.view_user"), permissions.has("auth.add_user"), permissions.all()]);
    expect(permissions.reads).toBe(1);
  });

  test.each([
    ["a superuser", { isSuperuser: true }],
    ["an inactive user", { isActive: false }],
    ["an anonymous caller", null],
  ])("is not read to answer about %s", async (_name, user) => {
    const permissions = held(user);
    await permissions.has("auth.view_user");
    expect(permissions.reads).toBe(0);
  });

  test("an anonymous caller holds no names", async () => {
    expect([...(await held(null).all())]).toEqual([]);
  });
});
