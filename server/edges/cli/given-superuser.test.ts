import { expect, test } from "@jest/globals";

import { givenSuperuser, refuseFaultySuperuser } from "./given-superuser.js";
import type { SuperuserChecks } from "./superuser-checks.js";

const variables = {
  GATEHOUSE_SUPERUSER_USERNAME: "fromVariable",
  GATEHOUSE_SUPERUSER_EMAIL: "variable@example.com",
  GATEHOUSE_SUPERUSER_PASSWORD: " as it is ",
};

test("what no option says comes from the environment", () => {
  expect(givenSuperuser({}, variables)).toEqual({ username: "fromVariable", email: "variable@example.com", password: " as it is " });
});

test("an option beats its variable, a blank address too", () => {
  expect(givenSuperuser({ username: "fromOption", email: "" }, variables)).toMatchObject({ username: "fromOption", email: "" });
});

test("names are normalised as everywhere", () => {
  expect(givenSuperuser({ username: " ｒｏｏｔ ", email: "Root@EXAMPLE.com" }, {})).toMatchObject({
    username: "root",
    email: "Root@example.com",
  });
});

test("without a password there is none", () => {
  expect(givenSuperuser({ username: "root", email: "" }, {}).password).toBeUndefined();
});

test("everything that is missing is named at once", () => {
  expect(() => givenSuperuser({}, {})).toThrow(/^--username .*\n--email .*$/);
});

const broken = (message: string) => [{ code: "INVALID", message, path: [] } as const];
const strict: SuperuserChecks = {
  username: async () => broken("Taken."),
  email: async () => broken("No address."),
  typedPassword: () => broken("Too long."),
  passwordRules: () => broken("Too common."),
};
const lenient: SuperuserChecks = { ...strict, username: async () => [], email: async () => [], typedPassword: () => [] };
const superuser = { username: "root", email: "", password: "weak" };

test("all faults are told, each with the name of its part", async () => {
  await expect(refuseFaultySuperuser(superuser, strict, {})).rejects.toThrow(
    "username: Taken.\nemail: No address.\nGATEHOUSE_SUPERUSER_PASSWORD: Too common.",
  );
});

test("the rules for new passwords hold unless they are skipped", async () => {
  await expect(refuseFaultySuperuser(superuser, lenient, {})).rejects.toThrow("Too common.");
  await expect(refuseFaultySuperuser(superuser, lenient, { skipPasswordValidation: true })).resolves.toBeUndefined();
});

test("a password that cannot be stored is refused even then", async () => {
  const checks = { ...lenient, typedPassword: strict.typedPassword };
  await expect(refuseFaultySuperuser(superuser, checks, { skipPasswordValidation: true })).rejects.toThrow("Too long.");
});

test("no password breaks no rule", async () => {
  await expect(refuseFaultySuperuser({ ...superuser, password: undefined }, lenient, {})).resolves.toBeUndefined();
});
