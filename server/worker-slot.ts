import cluster, { type Worker } from "node:cluster";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";

import { closeStrandedConnections } from "./worker-connections.js";

/** What the process that starts workers tells them. */
export const workerMessages = { announce: "announce", handOver: "hand over" } as const;

/** A worker that ends sooner than this after its start has not settled; in milliseconds. */
const settledAfter = 10_000;

/** So many in a row that do not settle, and the place is given up. */
const mostAttempts = 5;

const firstPauseMilliseconds = 200;

/** Longer than a worker gives itself for its end. */
const handOverLimitMilliseconds = 11_000;

/** How a worker ended, for people. */
function describeEnd({ process: { exitCode, signalCode } }: Worker): string {
  return signalCode === null ? `with code ${exitCode}` : `by ${signalCode}`;
}

/** One place among the workers: as soon as its worker dies, another one is started. */
export class WorkerSlot {
  private worker: Worker | undefined;
  private attempts = 0;
  private filling: Promise<void> | undefined;
  private isOver = false;

  /**
   * @param complain gets one line for the operator
   * @param giveUp is called with one line when workers here die again and again
   */
  constructor(private readonly report: { complain(line: string): void; giveUp(line: string): void }) {}

  /** Starts a worker; false when it ended before it took requests, and has said why. */
  async start(): Promise<boolean> {
    const begin = performance.now();
    const worker = cluster.fork();
    closeStrandedConnections(worker);
    const ended = once(worker, "exit").then(() => false);
    const isUp = await Promise.race([once(worker, "listening").then(() => true), ended]);
    if (!isUp) return false;
    this.worker = worker;
    void ended.then(() => {
      if (this.worker === worker) this.replaceDead(worker, performance.now() - begin);
    });
    return true;
  }

  /** Starts workers until one takes requests, with growing pauses. */
  async fill(): Promise<void> {
    return (this.filling ??= this.tryAgainAndAgain().finally(() => (this.filling = undefined)));
  }

  /**
   * Puts another worker in the place of this one, which finishes its requests.
   *
   * @returns false when the other one did not start; this one goes on then
   */
  async replace(): Promise<boolean> {
    await this.filling;
    const old = this.worker;
    if (this.isOver || !(await this.start())) return false;
    if (!old || old.isDead()) return true;
    old.send(workerMessages.handOver);
    const killer = setTimeout(() => old.process.kill("SIGKILL"), handOverLimitMilliseconds);
    await once(old, "exit");
    clearTimeout(killer);
    return true;
  }

  /** Has the worker say where it listens. */
  announce(): void {
    this.worker?.send(workerMessages.announce);
  }

  /** From now on no worker is started here. */
  close(): void {
    this.isOver = true;
  }

  private replaceDead(worker: Worker, livedMilliseconds: number): void {
    this.worker = undefined;
    if (this.isOver) return;
    if (livedMilliseconds >= settledAfter) this.attempts = 0;
    this.report.complain(`worker ${worker.process.pid} ended ${describeEnd(worker)}; another one is started`);
    void this.fill();
  }

  private async tryAgainAndAgain(): Promise<void> {
    while (!this.isOver) {
      if (this.attempts >= mostAttempts) {
        return this.report.giveUp(`GATEHOUSE_WORKERS: ${mostAttempts} workers in a row died at once; what they wrote stands above`);
      }
      if (this.attempts > 0) await delay(firstPauseMilliseconds * 2 ** this.attempts);
      this.attempts += 1;
      if (this.isOver || (await this.start())) return;
    }
  }
}
