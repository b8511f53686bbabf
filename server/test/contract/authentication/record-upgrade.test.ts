import { afterAll, describe, expect, test } from "@jest/globals";
import { faultsOf, logIn, whoIs } from "../../support/operations.js";
import { djangoRecords } from "../../support/django-records.js";
import { clientOf, createPerson, type Person } from "../../support/people.js";
import { createTestServer } from "../../support/test-server.js";

const server = await createTestServer({
  GATEHOUSE_PASSWORD_HASHERS: "bcrypt_sha256,argon2,pbkdf2_sha256,pbkdf2_sha1,scrypt,bcrypt,md5",
});
afterAll(async () => server.stop());

const password = "lètmein";
const oldRecords = djangoRecords.filter((record) => record.password === password && !record.record.startsWith("bcrypt_sha256$$2b$04$"));

async function withRecord(record: string): Promise<Person> {
  const person = await createPerson(server);
  await server.database.execute("UPDATE users SET password = $2 WHERE id = $1", [person.id, record]);
  return { ...person, password };
}

async function recordOf({ id }: Person): Promise<string> {
  const [row] = await server.database.query<{ password: string }>("SELECT password FROM users WHERE id = $1", [id]);
  return row?.password ?? "";
}

describe("log-in with an older record", () => {
  test.each(oldRecords)("takes $record and upgrades it", async ({ record }) => {
    const person = await withRecord(record);
    expect(faultsOf(await logIn(server.client(), { identifier: person.username, password }))).toEqual([]);
    expect(await recordOf(person)).toMatch(/^bcrypt_sha256\$\$2b\$04\$/);
    expect(faultsOf(await logIn(server.client(), { identifier: person.username, password }))).toEqual([]);
  });

  test("leaves the record alone when the password is wrong", async () => {
    const [old] = oldRecords;
    const person = await withRecord(old?.record ?? "");
    expect(faultsOf(await logIn(server.client(), { identifier: person.username, password: "letmein" }))).toEqual(["INVALID_CREDENTIALS"]);
    expect(await recordOf(person)).toBe(old?.record);
  });

  test("lets the user's other sessions live", async () => {
    const [old] = oldRecords;
    const person = await createPerson(server);
    const before = await clientOf(server, person);
    const record = old?.record ?? "";
    // As if the session had been opened under the old record.
    await server.database.execute("UPDATE users SET password = $2 WHERE id = $1", [person.id, record]);
    await server.database.execute("UPDATE sessions SET password_digest = sha256(convert_to($2, 'UTF8')) WHERE user_id = $1", [
      person.id,
      record,
    ]);
    expect(await whoIs(before)).toBe(person.username);
    await clientOf(server, { ...person, password });
    expect(await whoIs(before)).toBe(person.username);
  });

  test("succeeds for all of many at once", async () => {
    const person = await withRecord(oldRecords[0]?.record ?? "");
    const clients = await Promise.all(Array.from({ length: 8 }, async () => clientOf(server, person)));
    expect(await Promise.all(clients.map(whoIs))).toEqual(clients.map(() => person.username));
  });

  test("opens nothing with a record that was changed by SQL", async () => {
    const person = await withRecord(oldRecords[0]?.record ?? "");
    const client = await clientOf(server, person);
    await server.database.execute("UPDATE users SET password = $2 WHERE id = $1", [person.id, oldRecords[1]?.record]);
    expect(await whoIs(client)).toBeNull();
  });
});
