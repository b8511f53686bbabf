import { describe, expect, test } from "@jest/globals";

import { KeyedLock } from "./keyed-lock.js";

/** A work that ends when told to. */
function openWork(): { work: () => Promise<string>; finish: () => void; hasBegun: () => boolean } {
  let begun = false;
  let finish: () => void = () => undefined;
  const end = new Promise<void>((resolve) => (finish = resolve));
  const work = async () => {
    begun = true;
    await end;
    return "done";
  };
  return { work, finish: () => finish(), hasBegun: () => begun };
}

const nextTurn = async () => new Promise((resolve) => setImmediate(resolve));

describe("KeyedLock", () => {
  test("holds back a work while another one of its key runs, and then runs it", async () => {
    const lock = new KeyedLock({ width: 1, waiting: 10 });
    const [first, second] = [openWork(), openWork()];
    const results = [lock.run("key", first.work), lock.run("key", second.work)];
    await nextTurn();
    expect([first.hasBegun(), second.hasBegun()]).toEqual([true, false]);
    first.finish();
    await nextTurn();
    expect(second.hasBegun()).toBe(true);
    second.finish();
    expect(await Promise.all(results)).toEqual(["done", "done"]);
  });

  test("lets works of other keys run side by side", async () => {
    const lock = new KeyedLock({ width: 1, waiting: 10 });
    const [one, other] = [openWork(), openWork()];
    const results = [lock.run("one", one.work), lock.run("other", other.work)];
    await nextTurn();
    expect([one.hasBegun(), other.hasBegun()]).toEqual([true, true]);
    one.finish();
    other.finish();
    await Promise.all(results);
  });

  test("goes on after a work that failed", async () => {
    const lock = new KeyedLock({ width: 1, waiting: 10 });
    const failed = lock.run("key", async () => {
      throw new Error("planned");
    });
    const next = lock.run("key", async () => "next");
    await expect(failed).rejects.toThrow("planned");
    expect(await next).toBe("next");
  });

  test("answers BUSY at once when too many wait", async () => {
    const lock = new KeyedLock({ width: 1, waiting: 1 });
    const first = openWork();
    const results = [lock.run("key", first.work), lock.run("key", async () => "second")];
    await expect(lock.run("key", async () => "third")).rejects.toMatchObject({ code: "BUSY" });
    first.finish();
    expect(await Promise.all(results)).toEqual(["done", "second"]);
  });
});
