import cluster, { type Worker } from "node:cluster";

import { addUpMetrics } from "./foundation/platform/telemetry/add-up-metrics.js";
import type { MetricValues } from "./foundation/platform/telemetry/metrics.js";
import { isAboutMetrics, type MetricsMessage, send } from "./worker-metrics.js";

/** Of a worker that does not answer in this time, the gauges are left out, and counters are those that it told last. */
const patienceMilliseconds = 1_000;

/** For the process above the workers: has all of them tell their metrics when one asks, and remembers what those counted that end. */
export function gatherMetrics(): void {
  const metrics = new CrewMetrics();
  cluster.on("message", (worker, message: unknown) => {
    if (isAboutMetrics(message)) metrics.hear(worker, message);
  });
  cluster.on("exit", (worker) => metrics.dismiss(worker));
}

/**
 * Counters and histograms of each worker that ever was are in exactly one place here, and in neither do they fall, so their sum does
 * not fall. There is one list for each worker and one for all that ended: as many values as there are labels.
 */
class CrewMetrics {
  private readonly counts = new Map<Worker, readonly MetricValues[]>();
  private countsOfEnded: readonly MetricValues[] = [];
  private readonly rounds = new Map<number, Round>();
  private lastRound = 0;

  hear(worker: Worker, message: MetricsMessage): void {
    if (message.metrics === "join" && !worker.isDead()) this.counts.set(worker, []);
    // What was still on its way from a worker that ended would be added a second time.
    if (!this.counts.has(worker)) return;
    if (message.metrics === "ask") void this.answer(worker, message.question);
    if (message.metrics === "told") {
      this.counts.set(worker, message.counts);
      this.rounds.get(message.round)?.take(worker, message.gauges);
    }
    if (message.metrics === "leave") {
      this.counts.set(worker, message.counts);
      this.dismiss(worker);
      send(worker, { metrics: "left" });
    }
  }

  /** A worker tells nothing from now on. */
  dismiss(worker: Worker): void {
    this.countsOfEnded = addUpMetrics(this.countsOfEnded, this.counts.get(worker) ?? []);
    this.counts.delete(worker);
    for (const round of this.rounds.values()) round.take(worker, []);
  }

  private async answer(asker: Worker, question: number): Promise<void> {
    const number = ++this.lastRound;
    const round = new Round(this.counts.keys());
    this.rounds.set(number, round);
    for (const worker of this.counts.keys()) send(worker, { metrics: "tell", round: number });
    const gauges = await round.gauges();
    this.rounds.delete(number);
    send(asker, { metrics: "answer", question, ofAll: [this.countsOfEnded, ...this.counts.values(), ...gauges] });
  }
}

/** Waits for the gauges of all workers, but not for long. */
class Round {
  private readonly awaited: Set<Worker>;
  private readonly received: (readonly MetricValues[])[] = [];
  private finish: () => void = () => undefined;

  constructor(workers: Iterable<Worker>) {
    this.awaited = new Set(workers);
  }

  /** Those that came in time. */
  async gauges(): Promise<readonly (readonly MetricValues[])[]> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(this.received), patienceMilliseconds);
      this.finish = () => {
        clearTimeout(timer);
        resolve(this.received);
      };
    });
  }

  take(worker: Worker, gauges: readonly MetricValues[]): void {
    if (!this.awaited.delete(worker)) return;
    this.received.push(gauges);
    if (this.awaited.size === 0) this.finish();
  }
}
