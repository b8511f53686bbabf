import { setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";

import type { HashingResult, HashingTask, HashingThreadOptions } from "./hashing-task.js";
import { loadHashers } from "./load-hashers.js";

// Entry of a worker thread. On Linux the priority belongs to the thread: requests keep being served while passwords are hashed. A
// still lower one serves them no sooner, and lets log-ins starve beside other busy programs.
setPriority(0, 5);

const hashers = await loadHashers(workerData as HashingThreadOptions);

parentPort?.on("message", (task: HashingTask) => parentPort?.postMessage(perform(task)));

function perform(task: HashingTask): HashingResult {
  return task.kind === "encode" ? hashers.encode(task.password) : hashers.check(task.password, task.record);
}
