import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";

import { newId } from "../../../foundation/kernel/ids.js";
import { AuditService } from "../../../modules/audit/audit.service.js";
import { until } from "../../faults/until.js";
import { createSealingPlace, type SealingPlace, source } from "../../support/sealing-place.js";

let place: SealingPlace;
beforeEach(async () => {
  place = await createSealingPlace();
});
afterEach(async () => place.close());

describe("sealing", () => {
  test("numbers the entries by time without gaps, and leaves nothing waiting", async () => {
    await place.log("abc");
    expect(await place.seal()).toBe(3);
    await place.log("de");
    expect(await place.verify()).toMatchObject({ checked: 3, waiting: { count: 2, since: expect.any(Date) } });
    expect(await place.seal()).toBe(2);
    expect(await place.seal()).toBe(0);
    expect(await place.sealed()).toBe("abcde");
    expect(await place.verify()).toEqual({
      checked: 5,
      head: { number: 5, digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
      waiting: { count: 0, since: null, seconds: 0 },
      faults: [],
    });
  });

  test("says nothing is wrong with an empty log", async () => {
    expect(await place.seal()).toBe(0);
    expect(await place.verify()).toEqual({ checked: 0, head: null, waiting: { count: 0, since: null, seconds: 0 }, faults: [] });
  });

  test("waits for the commit, and never makes a writer wait", async () => {
    await place.database.atomic(async () => {
      await place.log("x");
      await place.log("a", place.other);
      expect(await place.seal(place.other)).toBe(1);
    });
    expect(await place.seal()).toBe(1);
    expect(await place.sealed()).toBe("ax");
    expect((await place.verify()).faults).toEqual([]);
  });

  test("leaves out what was rolled back", async () => {
    const planned = new Error("planned");
    const failing = place.database.atomic(async () => {
      await place.log("x");
      throw planned;
    });
    await expect(failing).rejects.toBe(planned);
    expect(await place.seal()).toBe(0);
    expect((await place.verify()).faults).toEqual([]);
  });

  test("takes an entry of long ago as the next, once", async () => {
    await place.log("ab");
    await place.seal();
    const object = { type: "auth.user", id: null, name: "o" };
    const record = { id: newId(), occurredAt: new Date(0), action: "ADD", object, source } as const;
    const audit = new AuditService(place.database);
    expect(await audit.recordAll([record])).toBe(1);
    expect(await audit.recordAll([record])).toBe(0);
    expect(await place.seal()).toBe(1);
    expect(await place.sealed()).toBe("abo");
    expect((await place.verify()).faults).toEqual([]);
  });

  test("holds while several processes write and seal at once", async () => {
    const { database, other } = place;
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      const by = writer % 2 === 0 ? database : other;
      for (let count = 0; count < 25; count++) await by.atomic(async () => place.log("w", by));
    });
    const sealers = [database, other, other].map(async (by) => {
      for (let count = 0; count < 10; count++) await place.seal(by);
    });
    await Promise.all([...writers, ...sealers]);
    await place.seal();
    expect(await place.verify()).toMatchObject({ checked: 200, head: { number: 200 }, waiting: { count: 0 }, faults: [] });
  });

  test("is left to the process that is at it", async () => {
    await place.log("abc");
    await whileSealing(place, async () => {
      expect(await place.seal(place.other)).toBe(0);
    });
    expect(await place.seal()).toBe(0);
    expect(await place.sealed()).toBe("abc");
  });

  test("begins anew when a process is killed in the middle of it", async () => {
    await place.log("ab");
    await place.seal();
    await place.log("cde");
    const killed = whileSealing(place, async (pid) => {
      await place.other.query("SELECT pg_terminate_backend($1)", [pid]);
    });
    await expect(killed).rejects.toThrow("terminat");
    expect(await place.verify()).toMatchObject({ checked: 2, waiting: { count: 3 }, faults: [] });
    expect(await place.seal()).toBe(3);
    expect(await place.sealed()).toBe("abcde");
    expect((await place.verify()).faults).toEqual([]);
  });

  test("goes on with a new key, while the old one still verifies", async () => {
    await place.log("ab");
    await place.seal(place.database, ["old"]);
    await place.log("c");
    await place.seal(place.database, ["new", "old"]);
    expect((await place.verify({ secretKeys: ["new", "old"] })).faults).toEqual([]);
    expect((await place.verify({ secretKeys: ["new"] })).faults).toEqual([expect.stringMatching(/^1 /), expect.stringMatching(/^2 /)]);
    expect((await place.verify({ secretKeys: ["old"] })).faults).toEqual([expect.stringMatching(/^3 /)]);
  });

  test("depends neither on the time zone nor on columns that are added later", async () => {
    await place.log("abc");
    await place.seal();
    const [row] = await place.database.query<{ name: string }>("SELECT current_database() AS name");
    await place.database.execute(`ALTER DATABASE ${row?.name} SET TimeZone TO 'Pacific/Chatham'`);
    await place.database.execute("ALTER TABLE log_entries ADD COLUMN added_later text");
    expect((await place.verify({ by: await place.connect() })).faults).toEqual([]);
  });
});

/** Stops a sealer when it has taken its entries out of the queue and is about to write, does something, and lets it go on. */
async function whileSealing(inPlace: SealingPlace, work: (pid: number) => Promise<void>): Promise<void> {
  const { other } = inPlace;
  let sealing: Promise<unknown> = Promise.resolve();
  await other.atomic(async () => {
    await other.query("LOCK TABLE log_seals IN SHARE MODE");
    sealing = inPlace.seal();
    sealing.catch(() => undefined);
    const [pid = 0] = await until("the sealer waits", async () => {
      const rows = await other.query<{ pid: number }>("SELECT pid FROM pg_locks WHERE relation = 'log_seals'::regclass AND NOT granted");
      return rows.length > 0 && rows.map((row) => row.pid);
    });
    await work(pid);
  });
  await sealing;
}
