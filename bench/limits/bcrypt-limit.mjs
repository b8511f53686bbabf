// Checks a password against a bcrypt record again and again, on all processors, for some seconds, and prints what came of it as JSON.
import { availableParallelism } from "node:os";
import { Worker, isMainThread, workerData } from "node:worker_threads";

import bcrypt from "bcrypt";

const seconds = Number(process.argv[2]);

if (isMainThread) {
  const record = bcrypt.hashSync("x".repeat(64), 12);
  const before = process.cpuUsage();
  const started = performance.now();
  const threads = Array.from({ length: availableParallelism() }, () => runThread(record));
  const checks = (await Promise.all(threads)).reduce((sum, count) => sum + count, 0);
  const { user, system } = process.cpuUsage(before);
  const duration = (performance.now() - started) / 1000;
  const megabytes = process.memoryUsage.rss() / 1e6;
  console.log(JSON.stringify({ perSecond: checks / duration, milliseconds: (user + system) / 1000 / checks, megabytes }));
} else {
  const until = performance.now() + workerData.seconds * 1000;
  let checks = 0;
  for (; performance.now() < until; checks++) bcrypt.compareSync("x".repeat(64), workerData.record);
  workerData.done.postMessage(checks);
}

function runThread(record) {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve, reject) => {
    port1.once("message", (count) => resolve(port1.close() ?? count));
    const worker = new Worker(new URL(import.meta.url), { workerData: { record, seconds, done: port2 }, transferList: [port2] });
    worker.on("error", reject);
  });
}
