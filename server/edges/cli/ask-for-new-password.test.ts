import { expect, test } from "@jest/globals";

import { PlayedTerminal } from "../../test/support/played-terminal.js";
import { askForNewPassword } from "./ask-for-new-password.js";
import { OperationCancelled } from "./terminal.js";

/** A password needs a digit and a capital letter. */
function check(password: string) {
  const fault = (message: string, isFaulty: boolean) => (isFaulty ? [{ code: "INVALID", message } as const] : []);
  return [...fault("No digit.", !/\d/.test(password)), ...fault("No capital.", !/[A-Z]/.test(password))];
}

async function ask(answers: string[]) {
  const terminal = new PlayedTerminal(answers);
  const outcome = await askForNewPassword(terminal, "ada", check).catch((error: unknown) => error);
  return { terminal, outcome };
}

test("a good password is asked for twice, and taken", async () => {
  const { terminal, outcome } = await ask(["Good1", "Good1"]);
  expect(terminal.prompts).toEqual(["Password:", "Password (again):"]);
  expect(outcome).toBe("Good1");
});

test("passwords that differ are asked for again and not judged", async () => {
  const { terminal, outcome } = await ask(["weak", "week", "Good1", "Good1"]);
  expect(terminal.complaints).toEqual(["Passwords do not match. Please try again."]);
  expect(outcome).toBe("Good1");
});

test("all broken rules are told, and nobody can overrule them", async () => {
  const { terminal, outcome } = await ask(["weak", "weak", "Good1", "Good1"]);
  expect(terminal.complaints).toEqual(["No digit.", "No capital."]);
  expect(outcome).toBe("Good1");
});

test("after three tries of either kind it is over", async () => {
  const { terminal, outcome } = await ask(["weak", "weak", "Good1", "Good2", "weak", "weak", "Good1", "Good1"]);
  expect(terminal.prompts).toHaveLength(6);
  expect(outcome).toMatchObject({ name: "CommandError", message: "Aborting password change for user 'ada' after 3 attempts" });
});

test("the third try still counts", async () => {
  expect((await ask(["weak", "weak", "a", "b", "Good1", "Good1"])).outcome).toBe("Good1");
});

test.each([[[""]], [["Good1", ""]]])("an empty answer ends the command at once: %j", async (answers) => {
  expect((await ask(answers)).outcome).toMatchObject({ name: "CommandError", message: "aborted" });
});

test("a person who cancels is let go", async () => {
  expect((await ask(["Good1"])).outcome).toBeInstanceOf(OperationCancelled);
});
