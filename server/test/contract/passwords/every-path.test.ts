import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, test } from "@jest/globals";
import { getNamedType, isInputObjectType } from "graphql";

import { runProgram } from "../../../edges/cli/program.js";
import { buildSchema } from "../../../resolvers.js";
import { contentsOf } from "../../support/database-contents.js";
import { invitationFor, resetTokenFor } from "../../support/mailbox.js";
import { mutate, type MutationName } from "../../support/operations.js";
import { clientOf, createPerson, goodPassword } from "../../support/people.js";
import { PlayedTerminal } from "../../support/played-terminal.js";
import { administer, staffWith, userId } from "../../support/staff.js";
import { createTestDatabase } from "../../support/test-database.js";
import { createTestServer } from "../../support/test-server.js";

const testDatabase = await createTestDatabase();
const server = await createTestServer(testDatabase.settings);
afterAll(async () => {
  await server.stop();
  await testDatabase.drop();
});

const staff = await staffWith(server, { permissions: ["auth.add_user", "auth.change_user"] });
const client = server.client();

/** Somebody whose name no password may resemble. */
const username = () => `Margaret.Hamilton${++names}`;
let names = 0;

/** Tries to set a password; gives the codes of what is wrong with it. */
type Attempt = (password: string) => Promise<string[]>;

/** Prepares a way to set a password once. */
type Path = () => Promise<Attempt>;

const codesOf = ({ userErrors }: { userErrors: readonly { code: string }[] }) => userErrors.map(({ code }) => code);
const sends =
  (name: MutationName, input: object, by = client) =>
  async (newPassword: string) =>
    codesOf(await mutate(by, name, { ...input, newPassword }));

/** Every mutation that sets a password. A new one needs a row. */
const mutationPaths: Record<string, Path> = {
  signUp: async () => async (password) => codesOf(await mutate(client, "signUp", { username: username(), password })),
  createUser: async () => async (password) => codesOf(await administer(staff, "createUser", { username: username(), password })),
  createFirstSuperuser: async () => {
    const token = await server.setUpToken();
    return async (password) => codesOf(await mutate(client, "createFirstSuperuser", { token, username: username(), password }));
  },
  changePassword: async () => {
    const own = await clientOf(server, await createPerson(server, { username: username() }));
    return sends("changePassword", { currentPassword: goodPassword }, own);
  },
  setUserPassword: async () => {
    const id = userId(await createPerson(server, { username: username() }));
    return async (password) => codesOf(await administer(staff, "setUserPassword", { id, password }));
  },
  confirmPasswordReset: async () => {
    const { email } = await createPerson(server, { username: username() });
    await mutate(client, "requestPasswordReset", { email });
    return sends("confirmPasswordReset", { token: await resetTokenFor(server, email) });
  },
  acceptInvitation: async () => {
    const { email } = await createPerson(server, { username: username() });
    await server.database.execute("UPDATE users SET password = '!' WHERE email = $1", [email]);
    const [row] = await server.database.query<{ id: string }>("SELECT id FROM users WHERE email = $1", [email]);
    await administer(staff, "sendInvitation", { id: userId({ id: row?.id ?? "" }) });
    return sends("acceptInvitation", { token: await invitationFor(server, email) });
  },
};

const hashingThreadFile = pathToFileURL(resolve("dist/server/modules/passwords/hashing/hashing-thread.js"));

/** Runs a command against the database of the server; gives what it complained about. */
async function complaintsOf(args: string[], { answers = [], password }: { answers?: string[]; password?: string }): Promise<string[]> {
  const terminal = new PlayedTerminal(answers);
  const environment = {
    ...testDatabase.settings,
    GATEHOUSE_SECRET_KEYS: "k".repeat(32),
    GATEHOUSE_BCRYPT_COST: "4",
    ...(password !== undefined && { GATEHOUSE_SUPERUSER_PASSWORD: password }),
  };
  await runProgram(args, { terminal, environment, replacements: { hashingThreadFile } });
  return terminal.complaints;
}

/** Every command that sets a password; they complain in words. */
const commandPaths: Record<string, Path> = {
  createsuperuser: async () => async (password) =>
    complaintsOf(["createsuperuser", "--no-input", "--username", username(), "--email", ""], { password }),
  changepassword: async () => {
    const person = await createPerson(server, { username: username() });
    return async (password) => complaintsOf(["changepassword", person.username], { answers: [password, password] });
  },
};

const weak: [string, string][] = [
  ["aB3x", "TOO_SHORT"],
  ["password123", "TOO_COMMON"],
  ["83920174652", "ENTIRELY_NUMERIC"],
  ["margaret.hamilton", "TOO_SIMILAR"],
];
const impossible: [string, string][] = [
  ["", "REQUIRED"],
  ["a".repeat(4097), "TOO_LONG"],
  [`${goodPassword}\0`, "INVALID"],
  [`${goodPassword}\ud800`, "INVALID"],
];
const fine = ["quiet harbour lamp", "ключ-от-гавани", "🍋🍐🍊🍉🍇🍓🍈🍒"];

test("every mutation that takes a new password has a row", async () => {
  const mutations = Object.values((await buildSchema()).getMutationType()?.getFields() ?? {});
  const taking = mutations.filter(({ args }) =>
    args
      .map(({ type }) => getNamedType(type))
      .some((type) => isInputObjectType(type) && Object.keys(type.getFields()).some((name) => /^(newP|p)assword$/.test(name))),
  );
  expect(Object.keys(mutationPaths).toSorted()).toEqual(
    taking
      .map(({ name }) => name)
      .filter((name) => name !== "logIn")
      .toSorted(),
  );
});

describe.each(Object.entries(mutationPaths))("%s", (_name, path) => {
  test.each([...weak, ...impossible])("refuses %j and changes nothing", async (password, code) => {
    const attempt = await path();
    const before = await contentsOf(server);
    expect(await attempt(password)).toContain(code);
    expect(await contentsOf(server)).toBe(before);
  });

  test.each(fine)("takes %j", async (password) => {
    await server.database.execute("DELETE FROM users WHERE is_superuser");
    expect(await (await path())(password)).toEqual([]);
  });
});

describe.each(Object.entries(commandPaths))("%s", (_name, path) => {
  test.each(weak)("refuses %j", async (password) => {
    const attempt = await path();
    const before = await server.database.query("SELECT id, password FROM users ORDER BY id");
    expect(await attempt(password)).not.toEqual([]);
    expect(await server.database.query("SELECT id, password FROM users ORDER BY id")).toEqual(before);
  });

  test.each(fine)("takes %j", async (password) => {
    expect(await (await path())(password)).toEqual([]);
  });
});
