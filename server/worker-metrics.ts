import cluster, { type Worker } from "node:cluster";

import type { MetricsSnapshot, ReadableMetrics } from "./foundation/platform/telemetry/metrics.js";

/** Who does not answer in this time is left out. */
const patienceMilliseconds = 1_000;

/** What workers and the process above them tell each other; `question` is a number that the asking worker chose. */
type Message =
  | { readonly metrics: "ask"; readonly question: number }
  | { readonly metrics: "asked"; readonly question: number; readonly others: number }
  | { readonly metrics: "tell"; readonly question: number; readonly asker: number }
  | { readonly metrics: "told"; readonly question: number; readonly asker: number; readonly snapshot: MetricsSnapshot };

function isOurs(message: unknown): message is Message {
  return typeof message === "object" && message !== null && "metrics" in message;
}

/** Whoever ends in this moment needs no message, and an error without a listener would end the sender. */
function send(receiver: Worker | undefined, message: Message): void {
  receiver?.send(message, () => undefined);
}

/**
 * For the process above the workers: passes the question for metrics to all other workers, and their answers back. It keeps nothing.
 *
 * @param workers those that take requests at this moment
 */
export function relayMetrics(workers: () => readonly Worker[]): void {
  cluster.on("message", (sender, message: unknown) => {
    if (!isOurs(message)) return;
    const { question } = message;
    if (message.metrics === "ask") {
      const others = workers().filter((worker) => worker !== sender && worker.isConnected());
      send(sender, { metrics: "asked", question, others: others.length });
      for (const worker of others) send(worker, { metrics: "tell", question, asker: sender.id });
    }
    if (message.metrics === "told") send(cluster.workers?.[message.asker], message);
  });
}

/** For a worker: from now on its metrics are read with those of all others, and theirs with its own. */
export function shareMetrics(metrics: ReadableMetrics): void {
  const questions = new Map<number, Question>();
  let lastQuestion = 0;
  process.on("message", (message: unknown) => {
    if (!isOurs(message)) return;
    const { question } = message;
    if (message.metrics === "tell") void tell(metrics, question, message.asker);
    if (message.metrics === "asked") questions.get(question)?.expect(message.others);
    if (message.metrics === "told") questions.get(question)?.take(message.snapshot);
  });
  metrics.addOthers(async () => {
    const question = new Question();
    const number = ++lastQuestion;
    questions.set(number, question);
    send(cluster.worker, { metrics: "ask", question: number });
    return question.answers().finally(() => questions.delete(number));
  });
}

async function tell(metrics: ReadableMetrics, question: number, asker: number): Promise<void> {
  send(cluster.worker, { metrics: "told", question, asker, snapshot: await metrics.snapshot() });
}

/** Waits for the answers of all other workers, but not for long. */
class Question {
  private readonly snapshots: MetricsSnapshot[] = [];
  private expected = Number.POSITIVE_INFINITY;
  private finish: () => void = () => undefined;

  /** Those that came in time. */
  async answers(): Promise<readonly MetricsSnapshot[]> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(this.snapshots), patienceMilliseconds);
      this.finish = () => {
        clearTimeout(timer);
        resolve(this.snapshots);
      };
    });
  }

  /** Comes before the first answer, because one channel brings both. */
  expect(others: number): void {
    this.expected = others;
    if (others === 0) this.finish();
  }

  take(snapshot: MetricsSnapshot): void {
    if (this.snapshots.push(snapshot) === this.expected) this.finish();
  }
}
