import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";

import { newId } from "../../../foundation/kernel/ids.js";
import { createSealingPlace, type SealingPlace } from "../../support/sealing-place.js";

let place: SealingPlace;
beforeEach(async () => {
  place = await createSealingPlace();
  await place.log("abcdef");
  await place.seal();
});
afterEach(async () => place.close());

const changed = "the entry, its seal or the seal before it was changed";
const unknown = "- has no number, and does not wait for one: put in past the server, or unsealed";

const entryOf = (number: number) => `(SELECT entry_id FROM log_seals WHERE number = ${number})`;
const edit = (number: number, change: string) => `UPDATE log_entries SET ${change} WHERE id = ${entryOf(number)}`;
const copy = (number: number, id: string) =>
  `INSERT INTO log_entries SELECT (jsonb_populate_record(log_entries, jsonb_build_object('id', '${id}'))).* FROM log_entries WHERE id = ${entryOf(number)}`;

/** What somebody does who owns the tables. */
async function tamper(statements: readonly string[]): Promise<void> {
  for (const table of ["log_entries", "log_seals"]) await place.database.execute(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  for (const statement of statements) await place.database.execute(statement);
  for (const table of ["log_entries", "log_seals"]) await place.database.execute(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
}

const edits: [string, string][] = [
  ["time", "occurred_at = occurred_at + interval '1 microsecond'"],
  ["action", "action = 'ADD'"],
  ["outcome", "outcome = 'FAILURE'"],
  ["actor", `actor_id = '${newId()}'`],
  ["name", "actor_name = 'somebody else'"],
  ["model", "object_type = 'auth.group'"],
  ["object", "object_id = 'x'"],
  ["object name", "object_name = 'c '"],
  ["address", "ip_address = '192.0.2.0/24'"],
  ["program", "user_agent = ''"],
  ["request", "request_id = 'another'"],
  ["details", "details = '{}'"],
  ["null in the details", "details = jsonb_strip_nulls(details)"],
  ["missing value", "object_name = NULL"],
];

const forgeries: [string, string[], string[]][] = [
  ["a removed entry", [`DELETE FROM log_entries WHERE id = ${entryOf(3)}`], ["3 the entry was removed"]],
  ["a removed seal", ["DELETE FROM log_seals WHERE number = 3"], ["3 the seal was removed", unknown]],
  ["several removed seals", ["DELETE FROM log_seals WHERE number IN (1, 2)"], ["1 the seals up to 2 were removed", unknown, unknown]],
  [
    "an entry removed with its seal",
    [`DELETE FROM log_entries WHERE id = ${entryOf(3)}`, "DELETE FROM log_seals WHERE number = 3"],
    ["3 the seal was removed"],
  ],
  [
    "one that was removed and the rest moved up",
    [
      `DELETE FROM log_entries WHERE id = ${entryOf(3)}`,
      "DELETE FROM log_seals WHERE number = 3",
      "UPDATE log_seals SET number = 3 WHERE number = 4",
      "UPDATE log_seals SET number = 4 WHERE number = 5",
      "UPDATE log_seals SET number = 5 WHERE number = 6",
    ],
    [`3 ${changed}`, `4 ${changed}`, `5 ${changed}`],
  ],
  [
    "two entries in the places of each other",
    [
      "UPDATE log_seals SET number = 100 WHERE number = 2",
      "UPDATE log_seals SET number = 2 WHERE number = 3",
      "UPDATE log_seals SET number = 3 WHERE number = 100",
    ],
    [`2 ${changed}`, `3 ${changed}`, `4 ${changed}`],
  ],
  ["a forged digest", ["UPDATE log_seals SET digest = sha256('x') WHERE number = 3"], [`3 ${changed}`, `4 ${changed}`]],
  ["an empty digest", ["UPDATE log_seals SET digest = '' WHERE number = 6"], [`6 ${changed}`]],
  ["another time of sealing", ["UPDATE log_seals SET sealed_at = now() WHERE number = 3"], [`3 ${changed}`]],
  ["an entry put in past the trigger", [copy(3, newId())], [unknown]],
  [
    "an entry with a seal put in at the end",
    [
      copy(3, "018f0000-0000-7000-8000-000000000001"),
      `INSERT INTO log_seals VALUES (7, '018f0000-0000-7000-8000-000000000001', sha256('x'), now())`,
    ],
    [`7 ${changed}`],
  ],
  [
    "an entry with a seal put in between",
    [
      copy(3, "018f0000-0000-7000-8000-000000000001"),
      "UPDATE log_seals SET number = 7 WHERE number = 6",
      `INSERT INTO log_seals VALUES (6, '018f0000-0000-7000-8000-000000000001', sha256('x'), now())`,
    ],
    [`6 ${changed}`, `7 ${changed}`],
  ],
  [
    "a seal that speaks of another entry",
    [
      copy(3, "018f0000-0000-7000-8000-000000000001"),
      "UPDATE log_seals SET entry_id = '018f0000-0000-7000-8000-000000000001' WHERE number = 3",
    ],
    [`3 ${changed}`, unknown],
  ],
];

describe("verifying finds", () => {
  test.each(edits)("another %s", async (_, change) => {
    await tamper([edit(3, change)]);
    expect((await place.verify()).faults).toEqual([`3 ${changed}`]);
  });

  test.each(forgeries)("%s", async (_, statements, faults) => {
    await tamper(statements);
    expect((await place.verify()).faults).toEqual(faults);
  });

  test("an entry that was removed before it was sealed", async () => {
    await place.log("gh");
    await tamper(["DELETE FROM log_entries WHERE object_name = 'g'"]);
    expect(await place.seal()).toBe(2);
    expect((await place.verify()).faults).toEqual(["7 the entry was removed"]);
  });

  test("an end that was cut off, if the head was noted", async () => {
    const { head } = await place.verify();
    await tamper([`DELETE FROM log_entries WHERE id = ${entryOf(6)}`, "DELETE FROM log_seals WHERE number = 6"]);
    expect((await place.verify()).faults).toEqual([]);
    expect((await place.verify({ noted: head })).faults).toEqual(["6 the seal that was noted as head is gone"]);
    await place.log("g");
    await place.seal();
    expect((await place.verify({ noted: head })).faults).toEqual(["6 is not the seal that was noted as head: the chain was made anew"]);
  });
});

test("a noted head is still in a log that has grown", async () => {
  const { head } = await place.verify();
  await place.log("gh");
  await place.seal();
  expect(await place.verify({ noted: head })).toMatchObject({ checked: 8, faults: [] });
});

test("an entry that is queued again is not sealed again", async () => {
  await place.database.execute("INSERT INTO log_entries_to_seal SELECT occurred_at, id FROM log_entries");
  expect(await place.seal()).toBe(0);
  expect(await place.verify()).toMatchObject({ checked: 6, waiting: { count: 0 }, faults: [] });
});

test.each([
  ["changed", "UPDATE log_seals SET number = number + 1"],
  ["removed", "DELETE FROM log_seals"],
  ["emptied", "TRUNCATE log_seals"],
])("seals cannot be %s", async (_, sql) => {
  await expect(place.database.query(sql)).rejects.toThrow("log seals cannot be changed or removed");
});
