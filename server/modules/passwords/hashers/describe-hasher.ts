import assert from "node:assert/strict";

import type { PasswordHasher } from "./password-hasher.js";

/** A record that another program made, and its password. */
export interface KnownRecord {
  readonly password: string;
  readonly record: string;
}

/** A hasher to be judged. */
export interface HasherSubject {
  /** Makes the hasher, preferably with low cost. */
  makeHasher(): PasswordHasher;
  /** Records that it must be able to read. */
  readonly knownRecords: readonly KnownRecord[];
  /** Whether the hasher is too weak for new passwords, because it looks at their first bytes only. */
  readonly isForReadingOnly?: boolean;
}

/** The test runner: `describe` and `test` of Jest, Vitest, or `node:test`. */
export interface TestRunner {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly test: (name: string, body: () => void) => unknown;
}

const passwords = ["", " ", "lètmein", "le\u0300tmein", "🔑".repeat(18), "long".repeat(1024)];

/** The contract of password hashers as tests. Every hasher that Gatehouse is to use should pass them. */
export function describeHasher(name: string, subject: HasherSubject, { describe, test }: TestRunner): void {
  const hasher = subject.makeHasher();

  describe(`${name} keeps the contract of hashers:`, () => {
    test("its records begin with the name of the algorithm", () => {
      assert.match(hasher.algorithm, /^[a-z0-9_]+$/);
      assert.ok(hasher.encode("lètmein").startsWith(`${hasher.algorithm}$`));
    });

    test("no two records are alike", () => {
      assert.notEqual(hasher.encode("lètmein"), hasher.encode("lètmein"));
    });

    test("what it writes fits its password and no other, and is up to date", () => {
      for (const password of passwords) expectFreshRecord(hasher, password, subject);
    });

    test("it reads records made elsewhere", () => {
      for (const { password, record } of subject.knownRecords) {
        assert.ok(hasher.canRead(record), `cannot read ${record}`);
        assert.ok(hasher.verify(password, record), `${JSON.stringify(password)} does not fit ${record}`);
        assert.ok(!hasher.verify(`${password.slice(0, 10)}?`, record), `another password fits ${record}`);
      }
    });

    test("no password fits a damaged record, and none makes it throw", () => {
      const samples = [{ password: "lètmein", record: hasher.encode("lètmein") }, ...subject.knownRecords];
      for (const sample of samples) expectNoDamagedFits(hasher, sample);
    });

    test("it tells what a record costs in whole numbers with names for people", () => {
      for (const record of [hasher.encode("lètmein"), ...subject.knownRecords.map((known) => known.record)])
        expectPlainCost(hasher, record);
    });

    test("it leaves records of others alone", () => {
      for (const record of ["", "$", "!", `!${hasher.encode("")}`, hasher.algorithm, `other${hasher.encode("")}`]) {
        assert.ok(!hasher.canRead(record), `reads ${record}`);
        assert.ok(!hasher.verify("", record), `something fits ${record}`);
      }
    });
  });
}

function expectFreshRecord(hasher: PasswordHasher, password: string, { isForReadingOnly = false }: HasherSubject): void {
  const record = hasher.encode(password);
  assert.ok(hasher.canRead(record), `cannot read ${record}`);
  assert.ok(hasher.verify(password, record), `${JSON.stringify(password)} does not fit ${record}`);
  assert.ok(!hasher.mustUpdate(record), `would make ${record} otherwise`);
  if (!isForReadingOnly) assert.ok(!hasher.verify(`${password}?`, record), `a longer password fits ${record}`);
  assert.ok(!hasher.verify(`?${password}`, record), `another password fits ${record}`);
}

function expectPlainCost(hasher: PasswordHasher, record: string): void {
  for (const [name, value] of Object.entries(hasher.costOf(record))) {
    assert.match(name, /^[a-z]+( [a-z]+)*$/, `${name} is no name for people`);
    assert.ok(Number.isInteger(value) && value >= 0 && value < 2 ** 31, `${name} of ${record} is ${value}`);
  }
}

function expectNoDamagedFits(hasher: PasswordHasher, { password, record }: KnownRecord): void {
  for (const damaged of damage(record)) {
    const found = `of ${JSON.stringify(damaged)}, damaged from ${record}`;
    assert.equal(hasher.verify(password, damaged), false, `verify ${found}`);
    assert.equal(typeof hasher.canRead(damaged), "boolean", `canRead ${found}`);
    assert.equal(typeof hasher.mustUpdate(damaged), "boolean", `mustUpdate ${found}`);
    assert.equal(typeof hasher.costOf(damaged), "object", `costOf ${found}`);
  }
}

/** Ways in which records get damaged, or are made to do harm. */
function damage(record: string): string[] {
  const cuts = Array.from(record, (_, length) => record.slice(0, length));
  const additions = ["$", "=", " ", "\n", "A"].map((end) => record + end);
  const separators = [":", "", "$$", "＄"].map((separator) => record.replaceAll("$", separator));
  return [...cuts, ...additions, ...separators, ...damagedParts(record), ` ${record}`, record.toUpperCase()].filter(
    (one) => one !== record,
  );
}

/** Each part between separators emptied, and each number made absurd. */
function damagedParts(record: string): string[] {
  const parts = record.split("$");
  const replacePart = (index: number, part: string): string => parts.with(index, part).join("$");
  return parts.flatMap((part, index) => [
    ...(part === "" ? [] : [replacePart(index, ""), replacePart(index, "*".repeat(part.length)), replacePart(index, `\0${part.slice(1)}`)]),
    ...["0", "-1", "1e3", "0x10", "١٢", "１２", "99999999999999999999"].map((number) => replacePart(index, part.replace(/\d+/, number))),
  ]);
}
