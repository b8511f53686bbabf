import { expect, test } from "@jest/globals";

import { PlayedTerminal } from "../../test/support/played-terminal.js";
import { askForSuperuser } from "./ask-for-superuser.js";
import { CommandError } from "./command.js";
import type { SuperuserChecks } from "./superuser-checks.js";
import { OperationCancelled } from "./terminal.js";

const suggestedUsername = "ann";

function fault(message: string, isFaulty: boolean) {
  return isFaulty ? [{ code: "INVALID", message, path: [] } as const] : [];
}

/** `taken` is somebody's name, an address needs an `@`, a password needs a digit and a capital letter and never has a tab. */
const checks: SuperuserChecks = {
  username: async (username) => fault("No such username.", username === "taken" || username === ""),
  email: async (email) => fault("No address.", email !== "" && !email.includes("@")),
  typedPassword: (password) => fault("No password at all.", password.includes("\t")),
  passwordRules: (password) => [...fault("No digit.", !/\d/.test(password)), ...fault("No capital.", !/[A-Z]/.test(password))],
};

async function ask(answers: string[], known: { username?: string; email?: string; suggestedUsername?: string } = {}) {
  const terminal = new PlayedTerminal(answers);
  return { terminal, superuser: await askForSuperuser(terminal, checks, { suggestedUsername, ...known }) };
}

test("everything is asked for in Django's order and words", async () => {
  const { terminal, superuser } = await ask(["bob", "bob@EXAMPLE.com", "Good1", "Good1"]);
  expect(terminal.prompts).toEqual(["Username (leave blank to use 'ann'):", "Email address:", "Password:", "Password (again):"]);
  expect(superuser).toEqual({ username: "bob", email: "bob@example.com", password: "Good1" });
});

test("a blank username takes the suggested one", async () => {
  const { superuser } = await ask(["  ", "", "Good1", "Good1"]);
  expect(superuser).toEqual({ username: "ann", email: "", password: "Good1" });
});

test("a username that is taken is not suggested, and a blank answer is refused then", async () => {
  const { terminal } = await ask(["", "bob", "", "Good1", "Good1"], { suggestedUsername: "taken" });
  expect(terminal.prompts.slice(0, 2)).toEqual(["Username:", "Username:"]);
  expect(terminal.complaints).toEqual(["Error: No such username."]);
});

test("what the options say is not asked for", async () => {
  const { terminal, superuser } = await ask(["Good1", "Good1"], { username: "bob", email: "" });
  expect(terminal.prompts).toEqual(["Password:", "Password (again):"]);
  expect(superuser).toMatchObject({ username: "bob", email: "" });
});

test("an option that will not do is asked for", async () => {
  const { terminal, superuser } = await ask(["bob", "bob@example.com", "Good1", "Good1"], { username: "taken", email: "nonsense" });
  expect(terminal.complaints).toEqual(["Error: No such username.", "Error: No address."]);
  expect(superuser).toMatchObject({ username: "bob", email: "bob@example.com" });
});

test("a blank username option ends the command", async () => {
  await expect(ask([], { username: " " })).rejects.toThrow(CommandError);
});

test("an address is asked for until it is one", async () => {
  const { terminal, superuser } = await ask(["bob", "nonsense", "bob@example.com", "Good1", "Good1"]);
  expect(terminal.complaints).toEqual(["Error: No address."]);
  expect(superuser.email).toBe("bob@example.com");
});

test("passwords that differ are asked for again and not judged", async () => {
  const { terminal, superuser } = await ask(["bob", "", "weak", "week", "Good1", "Good1"]);
  expect(terminal.complaints).toEqual(["Error: Your passwords didn't match."]);
  expect(superuser.password).toBe("Good1");
});

test("a blank password is asked for again and not judged", async () => {
  const { terminal } = await ask(["bob", "", " ", " ", "Good1", "Good1"]);
  expect(terminal.complaints).toEqual(["Error: Blank passwords aren't allowed."]);
});

test("all broken rules are told, and without a yes another password is asked for", async () => {
  const { terminal, superuser } = await ask(["bob", "", "weak", "weak", "", "Good1", "Good1"]);
  expect(terminal.complaints).toEqual(["No digit.", "No capital."]);
  expect(terminal.prompts).toContain("Bypass password validation and create user anyway? [y/N]:");
  expect(superuser.password).toBe("Good1");
});

test("a yes overrules the rules", async () => {
  const { superuser } = await ask(["bob", "", "weak", "weak", "Y"]);
  expect(superuser.password).toBe("weak");
});

test("a password that cannot be stored is never taken, with nothing to overrule", async () => {
  const { terminal, superuser } = await ask(["bob", "", "\tGood1", "\tGood1", "Good1", "Good1"]);
  expect(terminal.complaints).toEqual(["Error: No password at all."]);
  expect(superuser.password).toBe("Good1");
});

test("a person who cancels is let go", async () => {
  await expect(ask(["bob", ""])).rejects.toThrow(OperationCancelled);
});
