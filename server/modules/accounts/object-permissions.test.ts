import { describe, expect, test } from "@jest/globals";

import { type ObjectPermissionHolder, ObjectPermissions, type ObjectPermissionSource } from "./object-permissions.js";

const questions = ["1", "2"].map((objectId) => ({ permission: "shop.view_order", objectId }));
const holder = { permissions: async () => new Set<string>() } as unknown as ObjectPermissionHolder;

async function ask(may: ObjectPermissionSource["may"]): Promise<{ answers: boolean[]; reported: string[] }> {
  const reported: string[] = [];
  const objects = new ObjectPermissions({ may }, (error) => reported.push(String(error)), 20);
  return { answers: await objects.ask(holder, questions), reported };
}

describe("the source of object permissions", () => {
  test("is believed", async () => {
    expect(await ask(async () => [true, false])).toEqual({ answers: [true, false], reported: [] });
  });

  test("is asked about the user and all questions at once", async () => {
    const asked: unknown[] = [];
    await ask(async (...given) => (asked.push(given), [false, false]));
    expect(asked).toEqual([[holder, questions]]);
  });

  test("allows with nothing but true", async () => {
    const { answers } = await ask(async () => ["yes", 1] as unknown as boolean[]);
    expect(answers).toEqual([false, false]);
  });

  test.each<[string, ObjectPermissionSource["may"], string]>([
    ["rejects", async () => Promise.reject(new Error("no database")), "no database"],
    [
      "throws at once",
      () => {
        throw new Error("a mistake");
      },
      "a mistake",
    ],
    ["gives too few answers", async () => [true], "1 answers to 2 questions"],
    ["gives too many answers", async () => [true, true, true], "3 answers to 2 questions"],
    ["gives none", async () => null as unknown as boolean[], "null"],
    ["never answers", async () => new Promise(() => undefined), "longer than 20 ms"],
  ])("denies all and is reported when it %s", async (_name, may, reason) => {
    expect(await ask(may)).toEqual({ answers: [false, false], reported: [expect.stringContaining(reason)] });
  });
});
