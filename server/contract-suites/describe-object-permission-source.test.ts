import { describe, expect, test } from "@jest/globals";

import type { ObjectPermissionHolder, ObjectPermissionSource } from "../modules/accounts/object-permissions.js";
import { failuresOf } from "../test/support/failures-of.js";
import { describeObjectPermissionSource } from "./describe-object-permission-source.js";

const holder = { permissions: async () => new Set<string>() } as unknown as ObjectPermissionHolder;
const good: ObjectPermissionSource["may"] = async (_holder, questions) => {
  return questions.map(({ permission, objectId }) => permission === "shop.view_order" && objectId === "7");
};

async function failures(may: ObjectPermissionSource["may"]): Promise<string[]> {
  const subject = {
    makeSource: () => ({ may }),
    holder: () => holder,
    allowed: () => [{ permission: "shop.view_order", objectId: "7" }],
    denied: () => [{ permission: "shop.view_order", objectId: "8" }],
  };
  return failuresOf((runner) => describeObjectPermissionSource("it", subject, runner));
}

describe("the suite finds", () => {
  test("nothing wrong with a good source", async () => {
    expect(await failures(good)).toEqual([]);
  });

  test("a source that allows everything", async () => {
    expect(await failures(async (_holder, questions) => questions.map(() => true))).toHaveLength(4);
  });

  test("answers in another order", async () => {
    expect(await failures(async (...asked) => (await good(...asked)).toReversed())).toContainEqual(
      expect.stringContaining("in their order"),
    );
  });

  test("a source that breaks by a text", async () => {
    const may: ObjectPermissionSource["may"] = async (...asked) => {
      if (asked[1].some(({ objectId }) => objectId.includes("\0"))) throw new Error("invalid byte sequence");
      return good(...asked);
    };
    expect(await failures(may)).toEqual([expect.stringContaining("no text")]);
  });
});
