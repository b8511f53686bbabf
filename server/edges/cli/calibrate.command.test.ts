import { parseEnv } from "node:util";

import { expect, test } from "@jest/globals";

import { loadSettings } from "../../foundation/platform/settings/load-settings.js";
import { PlayedTerminal } from "../../test/support/played-terminal.js";
import { runProgram } from "./program.js";

const hashingThreadFile = new URL("../../../dist/server/modules/passwords/hashing/hashing-thread.js", import.meta.url);

async function calibrate(environment: Record<string, string>) {
  const terminal = new PlayedTerminal([], false);
  const args = ["calibrate", "--target", "1", "--seconds", "0.01"];
  const code = await runProgram(args, { terminal, environment, replacements: { hashingThreadFile } });
  const pasted = parseEnv(terminal.printed.filter((line) => /^[A-Z_]+=/.test(line)).join("\n")) as Record<string, string>;
  return { code, printed: terminal.printed.join("\n"), pasted };
}

test("measures bcrypt and argon2, and prints lines that are settings", async () => {
  const { code, printed, pasted } = await calibrate({});
  expect(code).toBe(0);
  expect(printed).toMatch(/bcrypt_sha256, cost 10 +\d+ ms\n/);
  expect(printed).toMatch(/bcrypt_sha256, cost 12 +\d+ ms {2}<- recommended\n/);
  expect(printed).toMatch(/argon2 +\d+ ms\n/);
  expect(printed).toMatch(/Expect \d+\.\d log-ins a second\. When more come, they wait up to \d+\.\d s/);
  expect(Object.keys(pasted).sort()).toEqual(["GATEHOUSE_BCRYPT_COST", "GATEHOUSE_HASH_QUEUE", "GATEHOUSE_HASH_WORKERS"]);
  const settings = loadSettings(pasted);
  expect(settings).toMatchObject({ hashWorkers: Number(pasted["GATEHOUSE_HASH_WORKERS"]), bcryptCost: 12 });
  expect(settings.hashQueue).toBeGreaterThanOrEqual(settings.hashWorkers);
});

test("recommends no cost of bcrypt to whom uses another algorithm, and asks for nothing that only a running server needs", async () => {
  const { code, printed, pasted } = await calibrate({ NODE_ENV: "production", GATEHOUSE_PASSWORD_HASHERS: "pbkdf2_sha256,bcrypt_sha256" });
  expect(code).toBe(0);
  expect(printed).toMatch(/^ {2}pbkdf2_sha256 +\d+ ms {2}<- recommended$/m);
  expect(Object.keys(pasted).sort()).toEqual(["GATEHOUSE_HASH_QUEUE", "GATEHOUSE_HASH_WORKERS"]);
});
