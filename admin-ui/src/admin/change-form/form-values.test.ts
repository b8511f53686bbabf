import { describe, expect, test } from "@jest/globals";

import type { Fieldset, FormValues } from "../form-description.js";
import { changedValues, isSameValue, shownFields, toInput } from "./form-values.js";

const [ada, bob] = [
  { value: "1", label: "Ada" },
  { value: "2", label: "Bob" },
];

describe("isSameValue", () => {
  test("takes choices as a set", () => {
    expect(isSameValue([ada, bob], [bob, ada])).toBe(true);
    expect(isSameValue([ada], [ada, bob])).toBe(false);
    expect(isSameValue([ada, bob], [])).toBe(false);
  });

  test("compares moments by what was typed", () => {
    expect(isSameValue({ date: "2026-11-20", time: "" }, { date: "2026-11-20", time: "" })).toBe(true);
    expect(isSameValue({ date: "2026-11-20", time: "" }, { date: "2026-11-20", time: "10:00" })).toBe(false);
  });

  test("tells an empty text from no value", () => {
    expect(isSameValue("", undefined)).toBe(false);
  });
});

test("changedValues leaves out what is as it was", () => {
  const before: FormValues = { name: "Ada", isActive: true, groups: [ada] };
  expect(changedValues(before, { name: "Ada", isActive: false, groups: [ada] })).toEqual({ isActive: false });
});

describe("shownFields", () => {
  const fieldsets: Fieldset[] = [
    {
      fields: [
        { name: "way", label: "Way", widget: "radio", choices: [] },
        { name: "email", label: "Email", widget: "email", maxLength: 254, shownWhen: { field: "way", isOneOf: ["invite"] } },
        { name: "secret", label: "Secret", widget: "text", maxLength: 10 },
      ],
    },
  ];
  const namesFor = (values: FormValues): string[] => shownFields(fieldsets, values).map(({ name }) => name);

  test("hides a field until the other one has the right value", () => {
    expect(namesFor({ way: "enabled", email: "", secret: "" })).toEqual(["way", "secret"]);
    expect(namesFor({ way: "invite", email: "", secret: "" })).toEqual(["way", "email", "secret"]);
  });

  test("leaves out fields without a value, which the viewer may not see", () => {
    expect(namesFor({ way: "enabled", email: "" })).toEqual(["way"]);
  });
});

test("toInput gives choices by value, and moments in ISO 8601 or null", () => {
  const values = { groups: [ada, bob], joined: { date: "2026-11-20", time: "21:29" }, last: { date: "", time: "" }, name: "Ada" };
  expect(toInput(values)).toEqual({ groups: ["1", "2"], joined: "2026-11-20T21:29:00.000Z", last: null, name: "Ada" });
});
