import { afterAll, describe, expect, test } from "@jest/globals";

import { clientOf, createPerson, fourCallers } from "../../support/people.js";
import { djangoDefaultRecords, djangoRecords } from "../../support/django-records.js";
import { staffWith, userId } from "../../support/staff.js";
import { statementsOf } from "../../support/statements.js";
import { createTestServer } from "../../support/test-server.js";

const algorithms = "bcrypt_sha256,argon2,pbkdf2_sha256,pbkdf2_sha1,scrypt,bcrypt,md5";
const server = await createTestServer({ GATEHOUSE_PASSWORD_HASHERS: algorithms });
afterAll(async () => server.stop());

const staff = await staffWith(server, { permissions: ["auth.view_user"] });
const document = "query ($id: ID!) { user(id: $id) { passwordSummary { isUsable algorithm cost { name value } problem } } }";

interface Summary {
  readonly isUsable: boolean;
  readonly algorithm: string | null;
  readonly cost: readonly { readonly name: string; readonly value: number }[];
  readonly problem: string | null;
}

async function summaryOf(record: string): Promise<Summary> {
  const person = await createPerson(server);
  await server.database.execute("UPDATE users SET password = $2 WHERE id = $1", [person.id, record]);
  const { user } = await staff.ask<{ user: { passwordSummary: Summary } }>(document, { id: userId(person) });
  return user.passwordSummary;
}

/** Every run of four characters of what a record keeps behind its settings. */
function secretRunsOf(record: string): string[] {
  const settings = /^(argon2(id|i|d)|[vm]=.*|\d+|2[aby]|)$/;
  const parts = record.split("$").filter((part, index) => index > 0 && !settings.test(part));
  return parts.flatMap((part) => Array.from({ length: part.length - 3 }, (_, start) => part.slice(start, start + 4)));
}

describe("User.passwordSummary", () => {
  test.each([
    ["bcrypt_sha256", { "work factor": 4 }],
    ["argon2", { "memory cost": 102_400, "time cost": 2, parallelism: 8 }],
    ["pbkdf2_sha256", { iterations: 1_000_000 }],
    ["scrypt", { "work factor": 16_384, "block size": 8, parallelism: 5 }],
  ])("tells the cost of Django's %s", async (algorithm, cost) => {
    const known = [...djangoDefaultRecords, ...djangoRecords].find((each) => each.algorithm === algorithm);
    expect(await summaryOf(known?.record ?? "")).toEqual({
      isUsable: true,
      algorithm,
      cost: Object.entries(cost).map(([name, value]) => ({ name, value })),
      problem: null,
    });
  });

  test.each(djangoRecords.map(({ algorithm, record }) => [algorithm, record]))(
    "of a record of %s holds nothing of salt or digest: %s",
    async (algorithm, record) => {
      const summary = await summaryOf(record);
      const runs = secretRunsOf(record);
      expect(summary.algorithm).toBe(algorithm);
      expect(runs.length).toBeGreaterThan(25);
      expect(runs.filter((run) => JSON.stringify(summary).includes(run))).toEqual([]);
    },
  );

  test.each([
    ["an unusable record", "!aB3dE6gH9", false, "No password set."],
    ["an unusable record with a good one behind it", `!${djangoRecords[0]?.record}`, false, "No password set."],
    ["none", "", false, "No password set."],
    ["an unknown algorithm", "crypt$$ab3dE6gH9kL", true, expect.stringContaining("does not read")],
    ["a record of nothing", "aB3dE6gH9kLm", true, expect.stringContaining("does not read")],
  ])("of %s says so, and nothing of the record", async (_name, record, isUsable, problem) => {
    expect(await summaryOf(record)).toEqual({ isUsable, algorithm: null, cost: [], problem });
  });

  test("is for those who may view users, even about oneself", async () => {
    const id = userId(await createPerson(server));
    for (const { client, code } of await fourCallers(server, "auth.view_user"))
      expect((await client.send(document, { id })).code).toBe(code);
    const plain = await clientOf(server, await createPerson(server));
    const { code, body } = await plain.send("{ me { username passwordSummary { algorithm } } }");
    expect([code, body.data]).toEqual(["FORBIDDEN", { me: { username: expect.any(String), passwordSummary: null } }]);
  });

  test("costs one statement for a whole page", async () => {
    const list = "query ($first: Int) { users(first: $first) { nodes { passwordSummary { algorithm } } } }";
    for (const first of [1, 20]) expect(await statementsOf(async () => staff.ask(list, { first }))).toHaveLength(3);
  });
});
