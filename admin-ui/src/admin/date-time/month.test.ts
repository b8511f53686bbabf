import { expect, test } from "@jest/globals";

import { addDays, addMonths, timeNow, today, weeksOfMonth } from "./month.js";

test("weeks begin on Sunday and hold all days of the month", () => {
  const weeks = weeksOfMonth("2026-11-20");
  expect(weeks).toHaveLength(5);
  expect(weeks[0]?.[0]).toBe("2026-11-01");
  expect(weeks[4]).toEqual(["2026-11-29", "2026-11-30", null, null, null, null, null]);
  expect(weeksOfMonth("2026-08-01")).toHaveLength(6);
});

test("days and months go over the ends of months and years", () => {
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  expect(addDays("2024-03-01", -1)).toBe("2024-02-29");
  expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
  expect(addMonths("2026-01-15", -1)).toBe("2025-12-15");
});

test("today and now are the server's, whatever the zone of the browser", () => {
  const now = new Date("2026-11-20T23:30:05+09:00");
  expect([today(now), timeNow(now)]).toEqual(["2026-11-20", "14:30:05"]);
});
