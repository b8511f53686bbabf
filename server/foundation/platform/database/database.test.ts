import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";

import { createTestDatabase } from "../../../test/support/test-database.js";
import { createLog } from "../log.js";
import type { Database } from "./database.js";
import { openDatabase } from "./open-database.js";

const testDatabase = await createTestDatabase();
const failures: unknown[] = [];
const database: Database = await openDatabase({
  address: { url: testDatabase.url },
  poolSize: 5,
  entities: [],
  migrations: [],
  log: createLog("silent"),
});
await database.query("CREATE TABLE notes (text varchar(20) PRIMARY KEY)");

afterAll(async () => {
  await database.dataSource.destroy();
  await testDatabase.drop();
});

beforeEach(async () => {
  await database.query("DELETE FROM notes");
  failures.length = 0;
});

async function note(text: string): Promise<void> {
  await database.query("INSERT INTO notes VALUES ($1)", [text]);
}

async function notes(): Promise<string[]> {
  return (await database.query<{ text: string }>("SELECT text FROM notes ORDER BY text")).map((row) => row.text);
}

const planned = new Error("planned");

/** A gate that work can wait at until somebody opens it. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

describe("atomic", () => {
  test("keeps all or nothing", async () => {
    const work = database.atomic(async () => {
      await note("one");
      await database.manager.query("INSERT INTO notes VALUES ('two')");
      throw planned;
    });
    await expect(work).rejects.toBe(planned);
    expect(await notes()).toEqual([]);
  });

  test("is a savepoint inside another one", async () => {
    await database.atomic(async () => {
      await note("outer");
      await database
        .atomic(async () => {
          await note("inner");
          throw planned;
        })
        .catch(() => undefined);
      await database.atomic(async () => note("second"));
    });
    expect(await notes()).toEqual(["outer", "second"]);
  });

  test("does not mix with work outside it", async () => {
    const { opened, open } = gate();
    const inside = database.atomic(async () => {
      await note("inside");
      await opened;
      throw planned;
    });
    await note("outside");
    expect(await notes()).toEqual(["outside"]);
    open();
    await expect(inside).rejects.toBe(planned);
    expect(await notes()).toEqual(["outside"]);
  });

  test("runs again after a deadlock", async () => {
    await note("a");
    await note("b");
    const bothHold = gate();
    let holding = 0;
    const lock = async (text: string) => database.query("SELECT 1 FROM notes WHERE text = $1 FOR UPDATE", [text]);
    const crossing = (first: string, second: string) =>
      database.atomic(async () => {
        await lock(first);
        if (++holding === 2) bothHold.open();
        await bothHold.opened;
        await lock(second);
        return `${first}${second}`;
      });
    expect(await Promise.all([crossing("a", "b"), crossing("b", "a")])).toEqual(["ab", "ba"]);
    expect(holding).toBeGreaterThan(2);
  });
});

describe("onCommit", () => {
  test("has work done after the outermost commit, outside the transaction", async () => {
    const story: string[] = [];
    await database.atomic(async () => {
      await database.atomic(async () => database.onCommit(async () => void story.push(`after: ${String(await notes())}`)));
      await note("written");
      story.push("before");
    });
    expect(story).toEqual(["before", "after: written"]);
  });

  test("has nothing done after a rollback, of the whole or of a part", async () => {
    const story: string[] = [];
    await database.atomic(async () => {
      await database
        .atomic(async () => {
          database.onCommit(() => void story.push("part"));
          throw planned;
        })
        .catch(() => undefined);
    });
    await database
      .atomic(async () => {
        database.onCommit(() => void story.push("whole"));
        throw planned;
      })
      .catch(() => undefined);
    expect(story).toEqual([]);
  });

  test("has work done at once outside a transaction", () => {
    const story: string[] = [];
    database.onCommit(() => void story.push("done"));
    expect(story).toEqual(["done"]);
  });
});
