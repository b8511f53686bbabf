import cluster, { type Worker } from "node:cluster";

import type { MetricValues, ReadableMetrics } from "./foundation/platform/telemetry/metrics.js";

/** What workers and the process above them say to each other. */
export type MetricsMessage =
  // A worker: it takes part; it asks, with a number of its own that the answer repeats; it tells in a round; it has done its last work.
  | { readonly metrics: "join" }
  | { readonly metrics: "ask"; readonly question: number }
  | { readonly metrics: "told"; readonly round: number; readonly counts: readonly MetricValues[]; readonly gauges: readonly MetricValues[] }
  | { readonly metrics: "leave"; readonly counts: readonly MetricValues[] }
  // The process above: it begins a round; it answers the one that asked; what the one that leaves has counted is safe.
  | { readonly metrics: "tell"; readonly round: number }
  | { readonly metrics: "answer"; readonly question: number; readonly ofAll: readonly (readonly MetricValues[])[] }
  | { readonly metrics: "left" };

/** Tells these messages from all others on the same channel. */
export function isAboutMetrics(message: unknown): message is MetricsMessage {
  return typeof message === "object" && message !== null && "metrics" in message;
}

/** Sends a message. Whoever ends in this moment needs none, and an error without a listener would end the sender. */
export function send(worker: Worker | undefined, message: MetricsMessage): void {
  worker?.send(message, () => undefined);
}

/** For a worker, before it listens: from now on its metrics are read with those of all others, and theirs with its own. */
export function shareMetrics(metrics: ReadableMetrics): void {
  const questions = new Map<number, (ofAll: readonly (readonly MetricValues[])[]) => void>();
  let lastQuestion = 0;
  process.on("message", (message: unknown) => {
    if (!isAboutMetrics(message)) return;
    if (message.metrics === "tell") void tell(metrics, message.round);
    if (message.metrics === "answer") {
      questions.get(message.question)?.(message.ofAll);
      questions.delete(message.question);
    }
  });
  metrics.readTogether(async () => {
    const question = ++lastQuestion;
    return new Promise((resolve) => {
      questions.set(question, resolve);
      send(cluster.worker, { metrics: "ask", question });
    });
  });
  send(cluster.worker, { metrics: "join" });
}

/** For a worker that has done its last work: hands in what it counted. Resolves once that cannot be lost any more. */
export async function handInMetrics(metrics: ReadableMetrics): Promise<void> {
  const left = new Promise<void>((resolve) => {
    process.on("message", (message: unknown) => isAboutMetrics(message) && message.metrics === "left" && resolve());
  });
  send(cluster.worker, { metrics: "leave", counts: await metrics.counts() });
  return left;
}

async function tell(metrics: ReadableMetrics, round: number): Promise<void> {
  const gauges = await metrics.gauges();
  // Last, and without a wait for anything: of two rounds at once, none tells less than the one before it.
  send(cluster.worker, { metrics: "told", round, gauges, counts: await metrics.counts() });
}
