import { Worker } from "node:worker_threads";

import { RequestError } from "../../../foundation/kernel/request-error.js";
import { noTelemetry, type Telemetry } from "../../../foundation/platform/telemetry/telemetry.js";
import type { PasswordCheck } from "../hashers/hasher-list.js";
import type { HashingResult, HashingTask, HashingThreadOptions } from "./hashing-task.js";

/** How many threads hash, and how many tasks may wait for them. */
export interface HashingPoolOptions extends HashingThreadOptions {
  readonly threads: number;
  readonly queue: number;
  /** The built entry of a thread; only tests, which run from sources, name another. */
  readonly threadFile?: URL;
}

interface Waiting {
  readonly task: HashingTask;
  readonly resolve: (result: HashingResult) => void;
  readonly reject: (reason: unknown) => void;
  readonly asked: number;
}

interface Working extends Waiting {
  readonly begun: number;
}

/** A hint to the client; a task takes about a quarter of a second at cost 12. */
const retryAfterSeconds = 2;

/** Work that takes longer has hung, as a backend of an integrator may, and keeps nobody out any more. */
const longestStayMilliseconds = 25_000;

/**
 * Hashes passwords in threads of their own, so that neither the event loop nor libuv's pool (files, DNS, zlib) waits for them.
 * What does not fit into the queue is refused at once.
 */
export class HashingPool {
  private readonly idle: Worker[] = [];
  private readonly busy = new Map<Worker, Working>();
  private readonly queue: Waiting[] = [];
  private readonly admitted = new Set<object>();
  private isClosed = false;

  constructor(
    private readonly options: HashingPoolOptions,
    private readonly telemetry: Telemetry = noTelemetry,
  ) {
    telemetry.metrics.watch("gatehouse_hashing_queue", () => [{ labels: {}, value: this.queue.length }]);
    telemetry.metrics.watch("gatehouse_hashing_busy_threads", () => [{ labels: {}, value: this.busy.size }]);
  }

  /**
   * Refuses at once what {@link admit} would refuse at this moment, so that callers do nothing in vain before.
   *
   * @throws RequestError `BUSY`
   */
  refuseIfFull(): void {
    if (this.isQueueFull || this.admitted.size >= this.options.threads + this.options.queue) this.refuse();
  }

  /**
   * Runs work that will have one password hashed. As many run at once as can be hashed or wait: of many that come at once, those for
   * whom there will be no place are refused before anything is done for them.
   *
   * @throws RequestError `BUSY`
   */
  async admit<T>(work: () => Promise<T>): Promise<T> {
    this.refuseIfFull();
    const place = {};
    this.admitted.add(place);
    const leave = () => void this.admitted.delete(place);
    const expiry = setTimeout(leave, longestStayMilliseconds).unref();
    try {
      return await work();
    } finally {
      clearTimeout(expiry);
      leave();
    }
  }

  /**
   * Makes the record of a password.
   *
   * @throws RequestError `BUSY` when as many tasks wait as may
   */
  async encode(password: string): Promise<string> {
    return (await this.run({ kind: "encode", password })) as string;
  }

  /**
   * Checks a password against a record.
   *
   * @throws RequestError `BUSY` when as many tasks wait as may
   */
  async check(password: string, record: string): Promise<PasswordCheck> {
    return (await this.run({ kind: "check", password, record })) as PasswordCheck;
  }

  /** Ends the threads. Tasks under way or waiting are rejected. */
  async close(): Promise<void> {
    this.isClosed = true;
    for (const waiting of this.queue.splice(0)) waiting.reject(new Error("the hashing pool was closed"));
    await Promise.all([...this.idle.splice(0), ...this.busy.keys()].map((thread) => thread.terminate()));
  }

  private async run(task: HashingTask): Promise<HashingResult> {
    if (this.isQueueFull) this.refuse();
    const work = async (): Promise<HashingResult> =>
      new Promise((resolve, reject) => {
        const waiting = { task, resolve, reject, asked: performance.now() };
        const thread = this.idle.pop() ?? (this.busy.size < this.options.threads ? this.startThread() : undefined);
        if (thread) this.assign(thread, waiting);
        else this.queue.push(waiting);
      });
    return this.telemetry.tracing.span({ name: "hash password", facts: { "gatehouse.task": task.kind } }, work);
  }

  private get isQueueFull(): boolean {
    return this.busy.size >= this.options.threads && this.queue.length >= this.options.queue;
  }

  private refuse(): never {
    this.telemetry.metrics.count("gatehouse_hashing_refused_total", {});
    throw new RequestError("BUSY", "Too many passwords are being checked; try again shortly.", { retryAfterSeconds });
  }

  private startThread(): Worker {
    const { hashers, bcryptCost, threadFile = new URL("./hashing-thread.js", import.meta.url) } = this.options;
    const thread = new Worker(threadFile, { workerData: { hashers, bcryptCost } satisfies HashingThreadOptions });
    let reason: unknown = new Error("a hashing thread ended");
    thread.on("message", (result: HashingResult) => this.finish(thread, result));
    thread.on("error", (error) => (reason = error));
    // Follows an error as well, so that each lost thread is replaced once.
    thread.on("exit", () => this.abandon(thread, reason));
    // Waiting for a password is no reason to keep a finished command alive; a task under way is (its promise is awaited).
    thread.unref();
    return thread;
  }

  private assign(thread: Worker, waiting: Waiting): void {
    const begun = performance.now();
    this.telemetry.metrics.observe("gatehouse_hashing_wait_seconds", (begun - waiting.asked) / 1000, {});
    this.busy.set(thread, { ...waiting, begun });
    thread.ref();
    thread.postMessage(waiting.task);
  }

  private finish(thread: Worker, result: HashingResult): void {
    const done = this.busy.get(thread);
    this.busy.delete(thread);
    thread.unref();
    if (done) {
      this.telemetry.metrics.observe("gatehouse_hashing_seconds", (performance.now() - done.begun) / 1000, { task: done.task.kind });
      done.resolve(result);
    }
    const next = this.queue.shift();
    if (next) this.assign(thread, next);
    else this.idle.push(thread);
  }

  /** A thread is gone: its task fails, and the queue goes on with a new one. */
  private abandon(thread: Worker, reason: unknown): void {
    this.busy.get(thread)?.reject(reason);
    this.busy.delete(thread);
    const index = this.idle.indexOf(thread);
    if (index >= 0) this.idle.splice(index, 1);
    const next = this.isClosed ? undefined : this.queue.shift();
    if (next) this.assign(this.startThread(), next);
  }
}
