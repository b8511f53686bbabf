import { EventEmitter, once } from "node:events";
import { afterAll, afterEach, describe, expect, test } from "@jest/globals";

import { createTestDatabase } from "../../../test/support/test-database.js";
import { openDatabase } from "../database/open-database.js";
import { createLog } from "../log.js";
import { defineJob } from "./job.js";
import { Jobs } from "./jobs.js";

const log = createLog("silent");
const testDatabase = await createTestDatabase({ empty: true });
const database = await openDatabase({ address: { url: testDatabase.url }, poolSize: 5, entities: [], migrations: [], log });

const greet = defineJob<{ name: string }>("greet");

/** A queue whose greetings are gathered; `until` resolves when so many were given. */
function greeter() {
  const jobs = new Jobs(database, log);
  const greeted: string[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  jobs.handle(greet, async ({ name }) => {
    greeted.push(name);
    for (const { count, resolve } of waiting) if (greeted.length >= count) resolve();
  });
  const until = async (count: number) =>
    new Promise<void>((resolve) => (greeted.length >= count ? resolve() : waiting.push({ count, resolve })));
  running.push(jobs);
  return { jobs, greeted, until };
}

const running: Jobs[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map(async (jobs) => jobs.stop()));
});

afterAll(async () => {
  await database.dataSource.destroy();
  await testDatabase.drop();
});

describe("jobs", () => {
  test("are done when the transaction that orders them is committed, and not when it is rolled back", async () => {
    const { jobs, greeted, until } = greeter();
    await jobs.start();
    const planned = new Error("planned");
    const refused = database.atomic(async () => {
      await jobs.enqueue(greet, { name: "nobody" });
      throw planned;
    });
    await expect(refused).rejects.toBe(planned);
    await database.atomic(async () => jobs.enqueue(greet, { name: "ada" }));
    await until(1);
    expect(greeted).toEqual(["ada"]);
  });

  test("that another process ordered are done one after another without a pause", async () => {
    const { jobs: orderer } = greeter();
    await orderer.prepare();
    const names = Array.from({ length: 30 }, (_, index) => `guest ${index}`);
    for (const name of names) await orderer.enqueue(greet, { name });
    const { jobs, greeted, until } = greeter();
    await jobs.start();
    // One every five seconds, as the queue looks for them, would take two minutes and a half.
    await until(names.length);
    expect(greeted.toSorted()).toEqual(names.toSorted());
  });

  test("that another process orders later are found within seconds", async () => {
    const { jobs, greeted, until } = greeter();
    await jobs.start();
    const { jobs: orderer } = greeter();
    await orderer.prepare();
    await orderer.enqueue(greet, { name: "late" });
    // The queue itself would look once a minute.
    await until(1);
    expect(greeted).toEqual(["late"]);
  }, 15_000);

  test("get their queues from processes that all start at once", async () => {
    const names = Array.from({ length: 6 }, (_, index) => `fresh-${index}`);
    const starting = Array.from({ length: 3 }, () => {
      const jobs = new Jobs(database, log);
      for (const name of names) jobs.handle(defineJob(name), async () => undefined);
      running.push(jobs);
      return jobs.start();
    });
    await Promise.all(starting);
    const rows = await database.query("SELECT name FROM jobs.queue WHERE name LIKE 'fresh-%' ORDER BY name");
    expect(rows).toEqual(names.map((name) => ({ name })));
  });

  test("are scheduled as the newest process says, and nothing is written where it says what is known", async () => {
    const sweep = defineJob<Record<string, never>>("sweep-now-and-then");
    const startWith = async (cron: string) => {
      const { jobs } = greeter();
      jobs.handle(sweep, async () => undefined);
      jobs.schedule(sweep, cron);
      await jobs.start();
      return database.query<{ cron: string; version: string }>(
        "SELECT cron, xmin::text AS version FROM jobs.schedule WHERE name = 'sweep-now-and-then'",
      );
    };
    const [first] = await startWith("0 3 * * *");
    expect(await startWith("0 3 * * *")).toEqual([first]);
    expect(await startWith("0 4 * * *")).toEqual([expect.objectContaining({ cron: "0 4 * * *" })]);
  });

  test("are done once when the process stops right after them", async () => {
    const first = greeter();
    await first.jobs.start();
    await first.jobs.enqueue(greet, { name: "once" });
    await first.until(1);
    await first.jobs.stop();
    const open = await database.query("SELECT 1 FROM jobs.job WHERE name = 'greet' AND state < 'completed'");
    expect(open).toEqual([]);
  });

  test("that take too long at the end are left over, and speak to no closed database", async () => {
    const closing = await openDatabase({ address: { url: testDatabase.url }, poolSize: 5, entities: [], migrations: [], log });
    const jobs = new Jobs(closing, log);
    const work = new EventEmitter();
    const slow = defineJob("slow");
    jobs.handle(slow, async () => {
      work.emit("begun");
      await once(work, "over");
    });
    await jobs.start();
    const begun = once(work, "begun");
    await jobs.enqueue(slow, {});
    await begun;
    await jobs.stop();
    await closing.dataSource.destroy();
    // An answer that nobody can take would fail this test as an unhandled rejection.
    work.emit("over");
    await new Promise(setImmediate);
    const left = await database.query("SELECT state FROM jobs.job WHERE name = 'slow'");
    expect(left).toEqual([{ state: "retry" }]);
  });
});
