import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "@jest/globals";

import { newId } from "../../foundation/kernel/ids.js";
import { AuditService } from "../../modules/audit/audit.service.js";
import { PlayedTerminal } from "../../test/support/played-terminal.js";
import { createSealingPlace, type SealingPlace, sealingKey, source } from "../../test/support/sealing-place.js";
import { runProgram } from "./program.js";

const directory = mkdtempSync(join(tmpdir(), "gatehouse-audit-"));
let place: SealingPlace;
beforeEach(async () => {
  place = await createSealingPlace();
});
afterEach(async () => place.close());
afterAll(() => rmSync(directory, { recursive: true }));

async function run(...args: readonly string[]) {
  const terminal = new PlayedTerminal();
  const environment = { DATABASE_URL: place.url, GATEHOUSE_SECRET_KEYS: sealingKey };
  const code = await runProgram(["audit", ...args], { terminal, environment });
  return { code, printed: terminal.printed, complaints: terminal.complaints, progress: terminal.progressLines };
}

/** What somebody does who owns the tables. */
async function removeEntry(number: number): Promise<void> {
  await place.database.execute("ALTER TABLE log_entries DISABLE TRIGGER USER");
  await place.database.execute("DELETE FROM log_entries WHERE id = (SELECT entry_id FROM log_seals WHERE number = $1)", [number]);
  await place.database.execute("ALTER TABLE log_entries ENABLE TRIGGER USER");
}

describe("audit verify", () => {
  test("tells that the log is whole, and its head, which it finds again", async () => {
    await place.log("abc");
    await place.seal();
    await place.log("d");
    const { code, printed, complaints } = await run("verify");
    expect({ code, printed, complaints }).toEqual({
      code: 0,
      printed: [
        expect.stringMatching(/^Entries with a number: 3\. Waiting for one: 1, the first since \d{4}-\d\d-\d\dT[\d:.]+Z\.$/),
        expect.stringMatching(/^Head: 3:[0-9a-f]{64}$/),
        "Nothing is missing or changed.",
      ],
      complaints: [],
    });
    await place.seal();
    const head = printed[1]?.replace("Head: ", "") ?? "";
    expect(await run("verify", "--head", head)).toMatchObject({ code: 0, complaints: [] });
    expect(await run("verify", "--head", head.replace("3:", "9:"))).toMatchObject({
      code: 1,
      complaints: ["number 9: the seal that was noted as head is gone", "The log is not whole: 1 fault."],
    });
  });

  test("tells each fault up to a limit, and their number", async () => {
    await place.log("abc");
    await place.seal();
    const ids = await place.database.query<{ entry_id: string }>("SELECT entry_id FROM log_seals ORDER BY number");
    await removeEntry(1);
    await removeEntry(3);
    expect(await run("verify")).toMatchObject({
      code: 1,
      complaints: [
        `number 1, entry ${ids[0]?.entry_id}: the entry was removed`,
        `number 3, entry ${ids[2]?.entry_id}: the entry was removed`,
        "The log is not whole: 2 faults.",
      ],
    });
    expect(await run("verify", "--limit", "1")).toMatchObject({
      code: 1,
      complaints: [expect.stringContaining("number 1"), "… and 1 more.", "The log is not whole: 2 faults."],
    });
  });

  test("says nothing against an empty log", async () => {
    expect(await run("verify")).toMatchObject({
      code: 0,
      printed: ["Entries with a number: 0. Waiting for one: 0.", "Head: none yet.", "Nothing is missing or changed."],
    });
  });

  test("warns of entries that nobody seals", async () => {
    await place.log("a");
    await place.database.execute("UPDATE log_entries_to_seal SET queued_at = now() - interval '6 minutes'");
    expect(await run("verify")).toMatchObject({ code: 0, complaints: [expect.stringMatching(/^Warning: entries wait /)] });
  });

  test("shows how far it is", async () => {
    const entry = { action: "CHANGE", source, details: {} } as const;
    await new AuditService(place.database).recordAll(Array.from({ length: 4_500 }, () => entry));
    await place.seal();
    const { code, progress } = await run("verify");
    expect({ code, progress }).toEqual({ code: 0, progress: ["2000 entries checked …", "4000 entries checked …", ""] });
  });
});

describe("audit export", () => {
  const columns =
    "number,id,occurredAt,action,outcome,actorId,actorName,impersonatorId,impersonatorName,objectType,objectId,objectName,ipAddress,userAgent,requestId,details";
  let files = 0;
  const newFile = () => join(directory, `${++files}`);

  async function exported(...args: readonly string[]): Promise<string[]> {
    const file = newFile();
    expect(await run("export", "--output", file, ...args)).toMatchObject({ code: 0, printed: [`Written to ${file}.`] });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    return readFileSync(file, "utf8").split("\n").slice(0, -1);
  }

  const names = (lines: readonly string[]) => lines.map((line) => (JSON.parse(line) as { objectName: string | null }).objectName);

  test("writes every entry with its number as JSON lines, oldest first, and notes itself", async () => {
    await place.log("ab");
    await place.seal();
    await place.log("c");
    const lines = await exported();
    const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(entries.map(({ number, action, objectName }) => [number, action, objectName])).toEqual([
      [1, "CHANGE", "a"],
      [2, "CHANGE", "b"],
      [null, "CHANGE", "c"],
      [null, "EXPORT", null],
    ]);
    expect(Object.keys(entries[0] ?? {}).toSorted()).toEqual(columns.split(",").toSorted());
    expect(entries[0]).toMatchObject({
      occurredAt: expect.stringMatching(/Z$/),
      ipAddress: "192.0.2.1",
      details: { changes: expect.anything() },
    });
  });

  test("writes CSV in which no cell is a formula", async () => {
    const object = { type: "auth.user", id: newId(), name: "=HYPERLINK(1)" };
    const actor = { id: newId(), name: '+a,"b"' };
    await new AuditService(place.database).record({ action: "CHANGE", actor, object, source, details: { a: 1 } });
    const [header, line] = await exported("--format", "csv");
    expect(header).toBe(`${columns}\r`);
    expect(line).toMatch(/^,[0-9a-f-]{36},[^,]+Z,CHANGE,SUCCESS,/);
    expect(line).toContain(`,"'+a,""b""",,,auth.user,${object.id},'=HYPERLINK(1),192.0.2.1,,request,"{""a"":1}"\r`);
  });

  test("narrows by time, actor and model", async () => {
    const audit = new AuditService(place.database);
    const at = (day: number, name: string, type = "auth.user") => ({
      id: newId(),
      occurredAt: new Date(Date.UTC(2020, 0, day)),
      action: "CHANGE" as const,
      actor: { id: null, name: `actor ${name}` },
      object: { type, id: null, name },
      source,
    });
    await audit.recordAll([at(1, "a"), at(2, "b"), at(3, "c", "auth.group"), at(4, "d")]);
    expect(names(await exported("--from", "2020-01-02", "--before", "2020-01-04T00:00:00Z"))).toEqual(["b", "c"]);
    expect(names(await exported("--from", "2020-01-02T00:00:00", "--before", "2020-01-03T01:00:00+01:00"))).toEqual(["b"]);
    expect(names(await exported("--actor", "actor d"))).toEqual(["d"]);
    expect(names(await exported("--object-type", "auth.group"))).toEqual(["c"]);
  });

  test("writes entries of the same moment once, whatever the size of its steps", async () => {
    const occurredAt = new Date(0);
    const records = Array.from({ length: 2_500 }, () => ({ id: newId(), occurredAt, action: "ADD", source }) as const);
    await new AuditService(place.database).recordAll(records);
    const lines = await exported("--before", "2000-01-01");
    expect(new Set(lines.map((line) => (JSON.parse(line) as { id: string }).id)).size).toBe(2_500);
    expect(lines).toHaveLength(2_500);
  });

  test("does not touch a file that is there", async () => {
    const file = newFile();
    writeFileSync(file, "mine");
    expect(await run("export", "--output", file)).toMatchObject({ code: 1, complaints: [expect.stringMatching(/^--output: EEXIST/)] });
    expect(readFileSync(file, "utf8")).toBe("mine");
  });
});
