import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";

import type { ObjectQuestion } from "../../../modules/accounts/object-permissions.js";
import { clientOf, createPerson, type PersonWish } from "../../support/people.js";
import { createTestServer } from "../../support/test-server.js";

/** What the source was asked, call by call. */
const asked: { readonly username: string; readonly questions: readonly ObjectQuestion[] }[] = [];
beforeEach(() => void asked.splice(0));

// Everybody may see their own objects; who may see all users may see all objects; some objects break the source.
const server = await createTestServer(
  { GATEHOUSE_LOG_LEVEL: "silent" },
  {
    objectPermissions: {
      may: async ({ user, permissions }, questions) => {
        asked.push({ username: user.username, questions });
        if (questions.some(({ objectId }) => objectId === "broken")) throw new Error("broken");
        const held = await permissions();
        return questions.map(({ permission, objectId }) => {
          return held.has("auth.view_user") || (permission === "shop.view_order" && objectId.startsWith(user.username));
        });
      },
    },
  },
);
afterAll(async () => server.stop());

async function can(wish: PersonWish, objectId: (username: string) => string | null, permission = "shop.view_order"): Promise<boolean> {
  const person = await createPerson(server, wish);
  const document = "query ($permission: String!, $objectId: ID) { viewer { can(permission: $permission, objectId: $objectId) } }";
  const client = await clientOf(server, person);
  const { viewer } = await client.ask<{ viewer: { can: boolean } }>(document, { permission, objectId: objectId(person.username) });
  return viewer.can;
}

describe("viewer.can about one object", () => {
  test("is what the source says", async () => {
    expect(await can({}, (username) => `${username}/1`)).toBe(true);
    expect(await can({}, () => "somebody/1")).toBe(false);
    expect(await can({}, (username) => `${username}/1`, "shop.delete_order")).toBe(false);
  });

  test("does not follow from a permission for all objects, unless the source says so", async () => {
    expect(await can({ permissions: ["auth.add_user"] }, () => "somebody/1", "auth.add_user")).toBe(false);
    expect(await can({ permissions: ["auth.view_user"] }, () => "somebody/1")).toBe(true);
  });

  test("is yes for superusers, about whom nobody is asked", async () => {
    expect(await can({ isSuperuser: true }, () => "broken")).toBe(true);
    expect(asked).toEqual([]);
  });

  test("is no when the source breaks, and the answer goes on", async () => {
    expect(await can({}, () => "broken")).toBe(false);
    expect(asked).toHaveLength(1);
  });

  test("does not ask the source about all objects", async () => {
    expect(await can({ permissions: ["auth.view_user"] }, () => null, "auth.view_user")).toBe(true);
    expect(asked).toEqual([]);
  });

  test("reaches the source once for all that is asked together, and each question once", async () => {
    const client = await clientOf(server, await createPerson(server));
    const ids = [...Array.from({ length: 8 }, (_, index) => `order-${index}`), "order-0"];
    const fields = ids.map((id, index) => `a${index}: can(permission: "shop.view_order", objectId: "${id}")`);
    await client.ask(`{ viewer { ${fields.join(" ")} } }`);
    expect(asked.map(({ questions }) => questions.map(({ objectId }) => objectId))).toEqual([ids.slice(0, 8)]);
  });

  test("asks anew in every request: a right that is gone is gone", async () => {
    const client = await clientOf(server, await createPerson(server));
    for (const _ of ["first", "second"]) await client.ask('{ viewer { can(permission: "shop.view_order", objectId: "1") } }');
    expect(asked).toHaveLength(2);
  });
});
