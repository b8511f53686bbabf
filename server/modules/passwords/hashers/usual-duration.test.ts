import { describe, expect, test } from "@jest/globals";
import { UsualDuration } from "./usual-duration.js";

/** Measures pieces of work that take the given times by the given clock. */
function measured(...times: number[]): UsualDuration {
  let now = 0;
  const duration = new UsualDuration(() => now);
  for (const time of times) duration.measure(() => (now += time));
  return duration;
}

describe("UsualDuration", () => {
  test("knows nothing before the first measurement", () => {
    expect(measured().milliseconds).toBeUndefined();
  });

  test("hands on the result of the work", () => {
    expect(new UsualDuration().measure(() => "done")).toBe("done");
  });

  test("is not spoiled by one outlier", () => {
    expect(measured(10, 11, 12, 3_600_000).milliseconds).toBe(12);
  });

  test("follows a change after a few measurements", () => {
    expect(measured(...Array<number>(100).fill(10), ...Array<number>(5).fill(30)).milliseconds).toBe(30);
  });
});
