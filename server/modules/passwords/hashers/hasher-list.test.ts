import { describe, expect, test } from "@jest/globals";
import { HasherList } from "./hasher-list.js";
import type { PasswordCost, PasswordHasher } from "./password-hasher.js";

const slow = 15;

/** A hasher whose records are `name$cost$password`, and which takes its time for `slow` milliseconds. */
class CountingHasher implements PasswordHasher {
  encodings = 0;

  constructor(
    readonly algorithm: string,
    private readonly milliseconds = 0,
  ) {}

  encode(password: string): string {
    this.encodings++;
    workFor(this.milliseconds);
    return `${this.algorithm}$2$${password}`;
  }

  canRead(record: string): boolean {
    return /^[a-z]+\$[12]\$/.test(record);
  }

  verify(password: string, record: string): boolean {
    if (record.includes("$2$")) workFor(this.milliseconds);
    return record.endsWith(`$${password}`);
  }

  mustUpdate(record: string): boolean {
    return !record.includes("$2$");
  }

  costOf(record: string): PasswordCost {
    return { cost: Number(record.split("$")[1]) };
  }
}

function setUp() {
  const preferred = new CountingHasher("new", slow);
  return { preferred, list: new HasherList(preferred, [new CountingHasher("old")]) };
}

describe("HasherList", () => {
  test("writes with the first hasher", () => {
    expect(setUp().list.encode("secret")).toBe("new$2$secret");
  });

  test.each([
    ["new$2$secret", null],
    ["new$1$secret", "new$2$secret"],
    ["old$2$secret", "new$2$secret"],
    ["old$1$secret", "new$2$secret"],
  ])("finds that the right password fits %s, and upgrades it to %s", (record, upgradedRecord) => {
    expect(setUp().list.check("secret", record)).toEqual({ fits: true, upgradedRecord });
  });

  test.each(["new$2$secret", "new$1$secret", "old$2$secret"])("never upgrades on a wrong password: %s", (record) => {
    expect(setUp().list.check("wrong", record)).toEqual({ fits: false, upgradedRecord: null });
  });

  test.each(["", "!", "!new$2$secret", "other$2$secret", "new", "new$9$secret", "$"])(
    "works as for a new record when none can be read: %j",
    (record) => {
      const { preferred, list } = setUp();
      expect(list.check("secret", record)).toEqual({ fits: false, upgradedRecord: null });
      expect(preferred.encodings).toBe(1);
    },
  );

  test.each(["new$1$secret", "old$2$secret"])(
    "takes as long for a wrong password against the cheap record %s as against a new one",
    (record) => {
      const { list } = setUp();
      list.encode("secret");
      const started = performance.now();
      list.check("wrong", record);
      expect(performance.now() - started).toBeGreaterThanOrEqual(slow);
    },
  );

  test.each([
    ["new$2$secret", { isUsable: true, algorithm: "new", cost: { cost: 2 } }],
    ["old$1$secret", { isUsable: true, algorithm: "old", cost: { cost: 1 } }],
    ["other$1$secret", { isUsable: true, algorithm: null, cost: {} }],
    ["new$9$secret", { isUsable: true, algorithm: null, cost: {} }],
    ["!new$2$secret", { isUsable: false, algorithm: null, cost: {} }],
    ["", { isUsable: false, algorithm: null, cost: {} }],
  ])("says of %j no more than what staff may know", (record, summary) => {
    expect(setUp().list.summarize(record)).toEqual(summary);
  });

  test("takes as long even when it has not measured anything yet", () => {
    const { preferred, list } = setUp();
    list.check("wrong", "old$2$secret");
    expect(preferred.encodings).toBe(1);
  });
});

function workFor(milliseconds: number): void {
  const started = performance.now();
  while (performance.now() - started < milliseconds);
}
