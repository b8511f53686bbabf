import { availableParallelism } from "node:os";
import { expect, test } from "@jest/globals";

import { loadSettings } from "./foundation/platform/settings/load-settings.js";
import { hashingOptions } from "./parts-of-settings.js";

function sharesOf(workers: string) {
  const settings = loadSettings({ GATEHOUSE_WORKERS: workers, GATEHOUSE_HASH_WORKERS: "4", GATEHOUSE_HASH_QUEUE: "16" });
  const { threads, queue } = hashingOptions(settings, {});
  return { threads, queue };
}

test("worker processes share hashing threads and their queue; each has one at least", () => {
  expect(sharesOf("1")).toEqual({ threads: 4, queue: 16 });
  expect(sharesOf("2")).toEqual({ threads: 2, queue: 8 });
  expect(sharesOf("3")).toEqual({ threads: 1, queue: 6 });
  expect(sharesOf("8")).toEqual({ threads: 1, queue: 2 });
});

test("auto means a worker process for each core", () => {
  expect(loadSettings({ GATEHOUSE_WORKERS: "auto" }).workers).toBe(availableParallelism());
});
