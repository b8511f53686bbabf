import { expect, test } from "@jest/globals";

import { isAtLeast, type Issue, levelOf, renderIssues } from "./issue.js";

const error: Issue = { id: "gatehouse.E001", about: "PORT", message: "must be a number" };
const warning: Issue = { id: "security.W002", about: "GATEHOUSE_BASE_URL", message: "No TLS.", hint: "Use https." };
const otherWarning: Issue = { id: "gatehouse.W003", about: "users", message: "None." };
const info: Issue = { id: "security.I001", about: "GATEHOUSE_SIGN_UP", message: "Open." };

test.each([
  [error, "error"],
  [warning, "warning"],
  [info, "info"],
])("the id %o tells the level %s", (issue, level) => {
  expect(levelOf(issue)).toBe(level);
});

test("an issue is at least as serious as its own level and those below", () => {
  expect([isAtLeast(warning, "error"), isAtLeast(warning, "warning"), isAtLeast(warning, "info")]).toEqual([false, true, true]);
});

test("issues are told in Django's layout, most serious first, by id", () => {
  expect(renderIssues([info, warning, otherWarning, error])).toBe(`System check identified some issues:

ERRORS:
PORT: (gatehouse.E001) must be a number

WARNINGS:
users: (gatehouse.W003) None.
GATEHOUSE_BASE_URL: (security.W002) No TLS.
\tHINT: Use https.

INFOS:
GATEHOUSE_SIGN_UP: (security.I001) Open.

System check identified 4 issues.`);
});

test("one issue is one", () => {
  expect(renderIssues([error])).toMatch(/identified 1 issue\.$/);
});

test("that there is nothing is said in one line", () => {
  expect(renderIssues([])).toBe("System check identified no issues.");
});
