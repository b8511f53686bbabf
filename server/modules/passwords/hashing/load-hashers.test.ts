import { describe, expect, test } from "@jest/globals";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { djangoRecords } from "../../../test/support/django-records.js";
import { builtInHashers } from "../hashers/built-in-hashers.js";
import type { HasherSource } from "./hashing-task.js";
import { loadHashers } from "./load-hashers.js";

const bcryptCost = 4;

/** Loads hashers of which one is a module with the given text. */
async function loadModule(text: string, ...others: HasherSource[]) {
  const directory = mkdtempSync(join(tmpdir(), "gatehouse-hasher-"));
  try {
    writeFileSync(join(directory, "hasher.mjs"), text);
    return await loadHashers({ hashers: [`file:${pathToFileURL(join(directory, "hasher.mjs")).pathname}`, ...others], bcryptCost });
  } finally {
    rmSync(directory, { recursive: true });
  }
}

describe("loadHashers", () => {
  test("makes every built-in hasher under its own name", () => {
    for (const [name, make] of Object.entries(builtInHashers)) expect(make({ bcryptCost }).algorithm).toBe(name);
  });

  test("reads what Django wrote, whatever the algorithm, and upgrades it", async () => {
    const list = await loadHashers({ hashers: Object.keys(builtInHashers) as HasherSource[], bcryptCost });
    for (const { password, record } of djangoRecords.filter(({ record: text }) => !text.startsWith("bcrypt_sha256$$2b$04$"))) {
      expect(list.check(password, record)).toEqual({ fits: true, upgradedRecord: expect.stringMatching(/^bcrypt_sha256\$\$2b\$04\$/) });
    }
  });

  test("does not read what is not switched on", async () => {
    const list = await loadHashers({ hashers: ["bcrypt_sha256"], bcryptCost });
    expect(list.check("lètmein", "md5$seasalt$3f86d0d3d465b7b458c231bf3555c0e3").fits).toBe(false);
  });

  test("takes a hasher from a module", async () => {
    const list = await loadModule(
      `export const hasher = { algorithm: "plain", encode: (password) => "plain$" + password, canRead: () => true,
         verify: (password, record) => record === "plain$" + password, mustUpdate: () => false, costOf: () => ({}) };`,
      "md5",
    );
    expect(list.encode("lètmein")).toBe("plain$lètmein");
    expect(list.check("lètmein", "plain$lètmein")).toEqual({ fits: true, upgradedRecord: null });
    expect(list.check("lètmein", "md5$seasalt$3f86d0d3d465b7b458c231bf3555c0e3").upgradedRecord).toBe("plain$lètmein");
  });

  test("refuses a module without a hasher, and an empty list", async () => {
    await expect(loadModule("export const other = 1;")).rejects.toThrow(/exports no "hasher"/);
    await expect(loadHashers({ hashers: [], bcryptCost })).rejects.toThrow("no password hasher is configured");
  });
});
