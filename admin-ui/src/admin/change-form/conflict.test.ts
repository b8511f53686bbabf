import { expect, test } from "@jest/globals";

import { InputRefused } from "../../../react/api/fault.js";
import { conflictOf, resolvedValues } from "./conflict.js";

const params = { version: 3, changedBy: "bob", changedAt: "2026-11-20T10:00:00.000Z" };
const refused = new InputRefused([{ code: "CONFLICT", message: "Changed.", path: ["input", "version"], params }]);
const before = { first: "a", last: "b", email: "c", note: "d" };
const mine = { first: "mine", last: "b", email: "both", note: "same" };
const theirs = { id: "1", name: "x", version: 3, values: { first: "a", last: "theirs", email: "other", note: "same" } };

test("a conflict lists what differs, and proposes the value of whoever changed it, mine when both did", () => {
  const conflict = conflictOf({ refused, before, mine, theirs });
  expect(conflict.fields.map(({ name, proposed }) => [name, proposed])).toEqual([
    ["first", "mine"],
    ["last", "theirs"],
    ["email", "mine"],
  ]);
  expect(conflict).toMatchObject({ changedBy: "bob", changedAt: "2026-11-20T10:00:00.000Z" });
});

test("what is saved in the end is what was chosen, and what was proposed where nothing was", () => {
  const conflict = conflictOf({ refused, before, mine, theirs });
  expect(resolvedValues(conflict, { email: "theirs" })).toEqual({ first: "mine", last: "theirs", email: "other", note: "same" });
});
