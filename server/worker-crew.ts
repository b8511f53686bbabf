import cluster from "node:cluster";
import { fileURLToPath } from "node:url";

import { gatherMetrics } from "./crew-metrics.js";
import { WorkerSlot } from "./worker-slot.js";

/** Longer than a worker gives itself for its end. */
const hardLimitMilliseconds = 11_000;

/**
 * Runs server processes that share one port; this process serves nothing and holds nothing but what they counted, so that little can
 * end it. Resolves once all of them take requests. SIGTERM and SIGINT are passed on and end everything, SIGHUP replaces the workers one
 * after another.
 *
 * @param complain gets one line at a time for the operator
 */
export async function runWorkers(count: number, complain: (line: string) => void): Promise<void> {
  cluster.setupPrimary({ exec: fileURLToPath(new URL("./main.js", import.meta.url)), args: [] });
  const crew = new WorkerCrew(count, complain);
  process.on("SIGTERM", () => void crew.end("SIGTERM"));
  process.on("SIGINT", () => void crew.end("SIGINT"));
  process.on("SIGHUP", () => void crew.replaceAll());
  gatherMetrics();
  await crew.begin();
}

class WorkerCrew {
  private readonly slots: readonly WorkerSlot[];
  private replacing = Promise.resolve();
  private ending: Promise<void> | undefined;

  constructor(
    count: number,
    private readonly complain: (line: string) => void,
  ) {
    const giveUp = (line: string): void => {
      complain(line);
      process.exitCode = 1;
      void this.end("SIGTERM");
    };
    this.slots = Array.from({ length: count }, () => new WorkerSlot({ complain, giveUp }));
  }

  /** The first worker starts alone: it migrates, and whatever is wrong with the settings is said once. */
  async begin(): Promise<void> {
    const [first, ...others] = this.slots;
    if (!(await first?.start())) return this.ending ?? process.exit(1);
    await Promise.all(others.map(async (slot) => slot.fill()));
    if (!this.ending) first?.announce();
  }

  /** One worker at a time, so that all others take requests. Stops at the first that does not start. */
  async replaceAll(): Promise<void> {
    this.replacing = this.replacing.then(async () => {
      for (const slot of this.slots) {
        const isReplaced = await slot.replace();
        if (this.ending) return;
        if (!isReplaced) return this.complain("the new worker did not start; the old ones go on");
      }
    });
    return this.replacing;
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    return (this.ending ??= this.endAll(signal));
  }

  private async endAll(signal: NodeJS.Signals): Promise<void> {
    for (const slot of this.slots) slot.close();
    const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
    const killer = setTimeout(() => {
      process.exitCode = 1;
      workers.forEach((worker) => worker.process.kill("SIGKILL"));
    }, hardLimitMilliseconds);
    await Promise.all(
      workers.map(async (worker) => {
        const ended = new Promise<void>((resolve) => worker.once("exit", (code) => resolve(void (process.exitCode ||= code ?? 0))));
        worker.process.kill(signal);
        return ended;
      }),
    );
    clearTimeout(killer);
    process.exit();
  }
}
