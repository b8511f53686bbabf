import { describe, expect, test } from "@jest/globals";

import { type CheckTime, chooseBcryptCost, recommend } from "./calibration.js";

const wish = { targetMilliseconds: 250, longestWaitSeconds: 2 };

/** A machine on which cost 10 takes so many milliseconds, and each step doubles it. */
const timesFrom = (milliseconds: number): CheckTime[] =>
  [10, 11, 12, 13, 14, 15].map((bcryptCost, step) => ({ hasher: "bcrypt_sha256", bcryptCost, milliseconds: milliseconds * 2 ** step }));

describe("the cost of bcrypt", () => {
  test.each([
    ["a usual machine", 60, 12],
    ["a fast machine", 20, 13],
    ["the fastest machine", 1, 15],
    ["a machine that is too slow", 200, 12],
  ])("is for %s the highest within the time wanted, and never less than 12", (_, milliseconds, cost) => {
    expect(chooseBcryptCost(timesFrom(milliseconds), wish)).toBe(cost);
  });
});

describe("threads and queue", () => {
  test("are as many threads as help, and as many places as two seconds serve", () => {
    const measured = [1, 2, 4, 8].map((threads) => ({ threads, perSecond: Math.min(threads, 4) * 4 }));
    expect(recommend(measured, wish)).toEqual({ threads: 4, perSecond: 16, queue: 28, longestWaitSeconds: 2 });
  });

  test("do not take a processor for a twentieth more", () => {
    const measured = [
      { threads: 2, perSecond: 8 },
      { threads: 1, perSecond: 7.7 },
    ];
    expect(recommend(measured, wish).threads).toBe(1);
  });

  test("keep a place for each thread, and tell honestly how long the last one waits", () => {
    expect(recommend([{ threads: 2, perSecond: 1 }], wish)).toEqual({ threads: 2, perSecond: 1, queue: 2, longestWaitSeconds: 4 });
  });
});
