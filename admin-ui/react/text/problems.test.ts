import { expect, test } from "@jest/globals";

import { Fault, InputRefused } from "../api/fault.js";
import { explain, problemsOf } from "./problems.js";
import { textsWith } from "./texts.js";

const texts = textsWith({
  faults: { TOO_SHORT: ({ minLength }) => (typeof minLength === "number" ? `${minLength} at least` : undefined) },
});

test("faults of an input stand at their fields, in the words of the catalogue where it has some", () => {
  const refused = new InputRefused([
    { code: "INVALID_CREDENTIALS", message: "server", path: ["input", "currentPassword"] },
    { code: "TOO_SHORT", message: "server", path: ["input", "newPassword"], params: { minLength: 9 } },
    { code: "TOO_SHORT", message: "One at least.", path: ["input", "newPassword"] },
    { code: "OF_AN_INTEGRATOR", message: "Not on Sundays.", path: ["input", "newPassword"] },
    { code: "INVALID_CREDENTIALS", message: "server", path: ["input"] },
  ]);
  expect(problemsOf(refused, texts)).toEqual({
    fields: { currentPassword: ["This is not your old password."], newPassword: ["9 at least", "One at least.", "Not on Sundays."] },
    form: ["Login and password do not match. Capital and small letters may matter in both."],
  });
});

test("words that an embedder does not replace stay", () => {
  expect(textsWith({ logIn: { submit: "Enter" } }).logIn).toEqual({ submit: "Enter", busy: "Logging in…" });
});

test.each([
  [1, "Not so fast, please. Try again in 1 second."],
  [29.2, "Not so fast, please. Try again in 30 seconds."],
  [240, "Not so fast, please. Try again in 4 minutes."],
  [null, "Not so fast, please. Try again a little later."],
])("whoever asks too often is told how long to wait: %s s", (seconds, expected) => {
  expect(explain(new Fault("rate-limited", "server", null, seconds), texts)).toBe(expected);
});

test("a fault of the server comes with the number to report, and nothing of its content", () => {
  expect(explain(new Fault("unexpected", "relation users does not exist", "abc-1"), texts)).toBe(
    "The server had a fault of its own. Try again; if it stays, tell whoever runs this site. Reference: abc-1",
  );
});

test("a mistake of the page is told as such, and nothing of its content", () => {
  expect(explain(new Error("secret"), texts)).toMatch(/^This page has a fault\.(?!.*secret)/);
});

test("a sentence of the server is shown in the language of the catalogue, if that has it", () => {
  const german = textsWith({ sentences: { "Not on Sundays.": "Nicht am Sonntag." } });
  const refused = new InputRefused([{ code: "OF_AN_INTEGRATOR", message: "Not on Sundays.", path: ["input", "newPassword"] }]);
  expect(problemsOf(refused, german).fields).toEqual({ newPassword: ["Nicht am Sonntag."] });
  expect(explain(new Fault("forbidden", "Not on Sundays."), german)).toBe("Nicht am Sonntag.");
  expect(explain(new Fault("forbidden", "Not on Mondays."), german)).toBe("Not on Mondays.");
});
