import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { missingFromLock } from "../../../scripts/check-lock.mjs";

test("package-lock.json pins every optional package of every platform", () => {
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Parameters<typeof missingFromLock>[0] };
  expect(missingFromLock(lock.packages)).toEqual([]);
});

test("an optional package that is nowhere in the lock is named", () => {
  const packages = { "node_modules/a": { optionalDependencies: { "a-for-mac": "1.0.0" } } };
  expect(missingFromLock(packages)).toEqual(["package-lock.json misses a-for-mac (optional dependency of node_modules/a)"]);
});

test.each([
  ["beside its dependant", "node_modules/a-for-mac"],
  ["inside its dependant", "node_modules/@scope/a/node_modules/b/node_modules/a-for-mac"],
  ["inside a package around its dependant", "node_modules/@scope/a/node_modules/a-for-mac"],
])("an optional package may stand %s", (_where, place) => {
  const packages = { "node_modules/@scope/a/node_modules/b": { optionalDependencies: { "a-for-mac": "1.0.0" } }, [place]: {} };
  expect(missingFromLock(packages)).toEqual([]);
});
