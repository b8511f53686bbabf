import { expect, test } from "@jest/globals";

import { english } from "../text/english.js";
import { findEmptyAndDifferent } from "./find-empty-and-different.js";

const fields = [
  { name: "firstName", label: "First name", autoComplete: "given-name", isOptional: true },
  { name: "password", label: "Password", autoComplete: "new-password" },
  { name: "again", label: "Again", autoComplete: "new-password", repeats: "password" },
];

test.each([
  [{ firstName: "", password: "a", again: "a" }, null],
  [
    { firstName: "", password: "", again: "" },
    { password: ["This field is required."], again: ["This field is required."] },
  ],
  [{ firstName: "", password: "a", again: "A" }, { again: ["The two passwords are not the same."] }],
  // Spaces may be what somebody wants.
  [{ firstName: "", password: " ", again: " " }, null],
])("%j: %j", (values, expected) => {
  expect(findEmptyAndDifferent(fields, values, english)?.fields ?? null).toEqual(expected);
});
