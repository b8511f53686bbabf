import { describe, expect, test } from "@jest/globals";

import { InputRefused } from "../../../react/api/fault.js";
import type { FieldDescription } from "../form-description.js";
import { localFaults, placeFaults } from "./field-faults.js";

const fields: FieldDescription[] = [
  { name: "username", label: "Username", widget: "text", maxLength: 150, isRequired: true },
  { name: "firstName", label: "First name", widget: "text", maxLength: 150 },
  { name: "password", label: "Password", widget: "password" },
  { name: "passwordAgain", label: "Again", widget: "password", repeats: "password" },
  { name: "joinedAt", label: "Joined", widget: "date-time", isRequired: true },
  { name: "lastLoginAt", label: "Last", widget: "date-time" },
];
const joined = { joinedAt: { date: "2026-11-20", time: "10:00" }, lastLoginAt: { date: "", time: "" } };

describe("placeFaults", () => {
  test("puts faults to the field that their path names, in the words of the catalogue", () => {
    const fault = { code: "ALREADY_TAKEN", message: "Taken.", path: ["input", "username"] };
    expect(placeFaults(fields, new InputRefused([fault]))).toEqual({
      fields: [{ field: "username", messages: ["A user with that username already exists."] }],
      others: [],
    });
  });

  test("puts all faults of a password together at its repetition", () => {
    const faults = ["TOO_COMMON", "ENTIRELY_NUMERIC"].map((code) => ({ code, message: code, path: ["input", "password"] }));
    const placed = placeFaults(fields, new InputRefused(faults));
    expect(placed.fields).toEqual([
      { field: "passwordAgain", messages: ["This password is too common.", "This password is entirely numeric."] },
    ]);
  });

  test.each([[["input", "id"]], [null], [undefined], [["input", "unknown"]]])("puts faults at %j above the form", (path) => {
    const placed = placeFaults(fields, new InputRefused([{ code: "LAST_ADMINISTRATOR", message: "Nobody else is.", path }]));
    expect(placed).toEqual({ fields: [], others: ["Nobody else is."] });
  });
});

describe("localFaults", () => {
  const passwords = { password: "one", passwordAgain: "one" };

  test("finds nothing wrong with a form that is filled in", () => {
    expect(localFaults(fields, { username: "ada", firstName: "", ...passwords, ...joined })).toEqual([]);
  });

  test("tells what is missing, so that it is told together with the rest", () => {
    expect(localFaults(fields, { username: "", firstName: "", ...passwords, ...joined })).toEqual([
      { field: "username", messages: ["This field is required."] },
    ]);
  });

  test("tells passwords that differ at the second one, and empty ones at each", () => {
    expect(localFaults(fields, { ...joined, password: "one", passwordAgain: "two" })).toMatchObject([{ field: "passwordAgain" }]);
    expect(localFaults(fields, { ...joined, password: "", passwordAgain: "" })).toMatchObject([
      { field: "password" },
      { field: "passwordAgain" },
    ]);
  });

  test("tells which part of a moment is wrong, and that a needed one is missing", () => {
    const half = { joinedAt: { date: "", time: "" }, lastLoginAt: { date: "2026-11-20", time: "" } };
    expect(localFaults(fields, { ...passwords, ...half })).toMatchObject([
      { field: "joinedAt", part: "date", messages: ["This field is required."] },
      { field: "lastLoginAt", part: "time", messages: ["Enter a valid time."] },
    ]);
  });
});
