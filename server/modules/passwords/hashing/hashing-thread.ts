import { setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";

import { BcryptSha256Hasher } from "../hashers/bcrypt-sha256-hasher.js";
import type { PasswordHasher } from "../hashers/password-hasher.js";
import type { HashingResult, HashingTask, HashingThreadOptions } from "./hashing-task.js";

// Entry of a worker thread. On Linux the priority belongs to the thread: requests keep being served while passwords are hashed.
setPriority(0, 15);

const { bcryptCost } = workerData as HashingThreadOptions;
const hashers: readonly [PasswordHasher, ...PasswordHasher[]] = [new BcryptSha256Hasher(bcryptCost)];

parentPort?.on("message", (task: HashingTask) => parentPort?.postMessage(perform(task)));

function perform(task: HashingTask): HashingResult {
  if (task.kind === "encode") return hashers[0].encode(task.password);
  const algorithm = task.record.slice(0, task.record.indexOf("$"));
  const hasher = hashers.find((candidate) => candidate.algorithm === algorithm);
  if (hasher) return hasher.verify(task.password, task.record);
  // An unknown, unusable or missing record costs as much as a wrong password.
  hashers[0].encode(task.password);
  return false;
}
