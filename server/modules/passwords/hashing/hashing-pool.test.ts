import { afterEach, describe, expect, jest, test } from "@jest/globals";
import { HashingPool } from "./hashing-pool.js";

const pools: HashingPool[] = [];

/** A pool whose threads answer `encode` with the password, and die of the password "die" and end at "end". */
function makePool(options: { readonly threads: number; readonly queue: number }): HashingPool {
  const thread = `
    import { parentPort, workerData } from "node:worker_threads";
    parentPort.on("message", ({ kind, password, record }) => {
      if (password === "die") throw new Error("died");
      if (password === "end") process.exit(1);
      parentPort.postMessage(kind === "encode" ? workerData.hashers + "$" + password : { fits: record === password, upgradedRecord: null });
    });`;
  const threadFile = new URL(`data:text/javascript,${encodeURIComponent(thread)}`);
  const pool = new HashingPool({ hashers: ["bcrypt_sha256"], bcryptCost: 4, threadFile, ...options });
  pools.push(pool);
  return pool;
}

afterEach(async () => {
  await Promise.all(pools.splice(0).map(async (pool) => pool.close()));
});

describe("HashingPool", () => {
  test("tells its threads which hashers there are", async () => {
    await expect(makePool({ threads: 1, queue: 0 }).encode("secret")).resolves.toBe("bcrypt_sha256$secret");
  });

  test("checks", async () => {
    await expect(makePool({ threads: 1, queue: 0 }).check("secret", "secret")).resolves.toEqual({ fits: true, upgradedRecord: null });
  });

  test("does what is queued, in order", async () => {
    const pool = makePool({ threads: 1, queue: 2 });
    const done: string[] = [];
    await Promise.all(["a", "b", "c"].map(async (password) => done.push(await pool.encode(password))));
    expect(done).toEqual(["bcrypt_sha256$a", "bcrypt_sha256$b", "bcrypt_sha256$c"]);
  });

  test("is busy when the queue is full", async () => {
    const pool = makePool({ threads: 1, queue: 1 });
    const accepted = [pool.encode("a"), pool.encode("b")];
    await expect(pool.encode("c")).rejects.toMatchObject({ code: "BUSY" });
    await Promise.all(accepted);
  });

  test("lets in as many works as can be hashed or wait, and refuses the others before they begin", async () => {
    const pool = makePool({ threads: 1, queue: 1 });
    const begun: string[] = [];
    const work = (name: string) => async () => {
      begun.push(name);
      await new Promise(setImmediate);
      return pool.encode(name);
    };
    const results = await Promise.allSettled(["a", "b", "c", "d"].map(async (name) => pool.admit(work(name))));
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "rejected"]);
    expect(begun).toEqual(["a", "b"]);
    await expect(pool.admit(async () => Promise.reject(new Error("in between")))).rejects.toThrow("in between");
    await expect(pool.admit(work("e"))).resolves.toBe("bcrypt_sha256$e");
  });

  test("keeps no place for work that hangs", async () => {
    jest.useFakeTimers();
    try {
      const pool = makePool({ threads: 1, queue: 0 });
      void pool.admit(async () => new Promise(() => undefined));
      await expect(pool.admit(async () => "in")).rejects.toMatchObject({ code: "BUSY" });
      jest.advanceTimersByTime(25_000);
      await expect(pool.admit(async () => "in")).resolves.toBe("in");
    } finally {
      jest.useRealTimers();
    }
  });

  test.each([
    ["die", "died"],
    ["end", "a hashing thread ended"],
  ])("fails the task of a lost thread and goes on: %s", async (password, message) => {
    const pool = makePool({ threads: 1, queue: 2 });
    const tasks = await Promise.allSettled([pool.encode(password), pool.encode("b"), pool.encode("c")]);
    expect(tasks).toEqual([
      { status: "rejected", reason: expect.objectContaining({ message }) },
      { status: "fulfilled", value: "bcrypt_sha256$b" },
      { status: "fulfilled", value: "bcrypt_sha256$c" },
    ]);
  });

  test("rejects what is under way and what waits when it is closed", async () => {
    const pool = makePool({ threads: 1, queue: 1 });
    const tasks = Promise.allSettled([pool.encode("a"), pool.encode("b")]);
    await pool.close();
    expect((await tasks).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  });
});
