import { describe, expect, test } from "@jest/globals";

import { readDate, readTypedMoment, toTypedMoment } from "./typed-moment.js";

test("a moment is shown in the server's time, UTC, without fractions", () => {
  expect(toTypedMoment("2026-11-20T23:29:08.123+02:00")).toEqual({ date: "2026-11-20", time: "21:29:08" });
  expect(toTypedMoment(null)).toEqual({ date: "", time: "" });
});

describe("readDate", () => {
  test.each([
    ["2026-11-20", "2026-11-20"],
    ["2026-1-2", "2026-01-02"],
    ["10/25/2006", "2006-10-25"],
    ["10/25/06", "2006-10-25"],
    ["10/25/69", "1969-10-25"],
    [" 2026-11-20 ", "2026-11-20"],
    ["2024-02-29", "2024-02-29"],
  ])("takes %j", (typed, day) => expect(readDate(typed)).toBe(day));

  test.each(["25/10/2006", "2026-02-30", "2026-13-01", "20.11.2026", "", "2026-11", "0000-00-00"])("refuses %j", (typed) =>
    expect(readDate(typed)).toBeNull(),
  );
});

describe("readTypedMoment", () => {
  test.each([
    ["14:30", "2026-11-20T14:30:00.000Z"],
    ["9:05", "2026-11-20T09:05:00.000Z"],
    ["14:30:59", "2026-11-20T14:30:59.000Z"],
    ["14:30:59.123456", "2026-11-20T14:30:59.123Z"],
  ])("takes the time %j", (time, iso) => expect(readTypedMoment({ date: "2026-11-20", time })).toEqual({ iso }));

  test.each(["2:30 p.m.", "24:00", "12:60", "12", ""])("refuses the time %j", (time) =>
    expect(readTypedMoment({ date: "2026-11-20", time })).toEqual({ fault: "time" }),
  );

  test("takes two empty parts for no moment, and one for a fault of that part", () => {
    expect(readTypedMoment({ date: "", time: " " })).toEqual({ iso: null });
    expect(readTypedMoment({ date: "", time: "12:00" })).toEqual({ fault: "date" });
  });
});
