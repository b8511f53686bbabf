import { expect, test } from "@jest/globals";

import { createLog } from "./log.js";

function written(fields: object): string {
  const lines: string[] = [];
  createLog("info", { write: (line: string) => void lines.push(line) }).info(fields, "something");
  return lines.join("");
}

test.each([
  { password: "hidden-value" },
  { headers: { authorization: "Bearer hidden-value", cookie: "session=hidden-value" } },
  { input: { token: "hidden-value", user: "ada" } },
  { settings: { secretKeys: ["hidden-value"], metricsToken: "hidden-value" } },
])("a secret that somebody gives it by mistake stays out: %j", (fields) => {
  expect(written(fields)).not.toContain("hidden-value");
  expect(written(fields)).toContain("(hidden)");
});

test("values of a statement that failed stay out", () => {
  const error = Object.assign(new Error("duplicate key: hidden-value"), {
    severity: "ERROR",
    code: "23505",
    detail: "Key (email)=(hidden-value)",
  });
  expect(JSON.parse(written({ err: error }))).toMatchObject({ err: { code: "23505", message: "(database error)" } });
  expect(written({ err: error })).not.toContain("hidden-value");
});

test("a value cannot begin a line of its own", () => {
  expect(written({ name: 'x\n{"level":50}' }).trimEnd()).not.toContain("\n");
});
