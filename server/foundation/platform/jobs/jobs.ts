import { setTimeout as delay } from "node:timers/promises";

import PgBoss from "pg-boss";

import { advisoryLocks } from "../database/advisory-locks.js";
import type { Database } from "../database/database.js";
import { noLimits } from "../database/startup-limits.js";
import type { Log } from "../log.js";
import { noTelemetry, type Telemetry } from "../telemetry/telemetry.js";
import type { Job } from "./job.js";

/** A job that failed is tried again so often, each time after a longer pause (5 s, 10 s, 20 s …). */
const retries = { retryLimit: 12, retryDelay: 5, retryBackoff: true };

/** After this time a job whose process died is given to another one. */
const expireInSeconds = 60;

/** So often each server looks for jobs that it did not order itself: of a command, of a process that died, or to be tried again. */
const lookMilliseconds = 5_000;

/** So often the queue itself asks for the jobs of each name, in case our look fails; asking more often is most of what an idle server costs. */
const pollingIntervalSeconds = 60;

/** So often the queue orders what is scheduled for a minute that has come. */
const cronWorkerIntervalSeconds = 15;

/** Which of some names have jobs that are due. */
const dueNames = {
  name: "due-jobs",
  text: `SELECT name FROM unnest($1::text[]) AS handled (name)
         WHERE EXISTS (SELECT FROM jobs.job WHERE job.name = handled.name AND state < 'active' AND start_after <= now())`,
};

type Handler = (data: object) => Promise<void>;

/** Jobs of one name that are due and not begun. */
interface Backlog {
  readonly name: string;
  readonly count: number;
  /** How long the oldest has been due. */
  readonly seconds: number;
}

const noAnswer = new Promise<never>(() => undefined);

/** With traces on, the data of a job carries the span of whoever ordered it under this name. */
const orderedBy = "$traceparent";

/**
 * Work that is done after the answer: kept in PostgreSQL, so that it survives a crash, and shared by all processes. A job may
 * run twice when a process dies in the middle; handlers must bear that.
 */
export class Jobs {
  private readonly boss: PgBoss;
  private readonly handlers = new Map<string, Handler>();
  private readonly schedules = new Map<string, string>();
  /** Ids of those in the queue who do jobs, by the name of the job. */
  private readonly workerIds = new Map<string, Promise<string>>();
  private readonly underWay = new Set<Promise<unknown>>();
  private backlogUnderWay: Promise<Backlog[]> | undefined;
  private isStarted = false;
  private nextLook: NodeJS.Timeout | undefined;
  private stopping: Promise<void> | undefined;
  private isOver = false;

  constructor(
    private readonly database: Database,
    private readonly log: Log,
    private readonly telemetry: Telemetry = noTelemetry,
  ) {
    this.boss = new PgBoss({ ...this.store, deleteAfterDays: 7, cronWorkerIntervalSeconds });
    telemetry.metrics.watch("gatehouse_jobs_waiting", async () =>
      (await this.backlog()).map(({ name, count }) => ({ labels: { job: name }, value: count })),
    );
    telemetry.metrics.watch("gatehouse_job_lag_seconds", async () =>
      (await this.backlog()).map(({ name, seconds }) => ({ labels: { job: name }, value: seconds })),
    );
    this.boss.on("error", (error) => this.log.warn({ err: error }, "the job queue had a failure and goes on"));
  }

  /** Says who does a job. Only before {@link start}. */
  handle<Data extends object>(job: Job<Data>, handler: (data: Data) => Promise<void>): void {
    this.handlers.set(job.name, handler as Handler);
  }

  /** Has a job done again and again; `cron` is in UTC. Of many processes, one does it. Only before {@link start}. */
  schedule(job: Job<Record<string, never>>, cron: string): void {
    this.schedules.set(job.name, cron);
  }

  /**
   * Orders a job. Inside a transaction it is part of it: no commit, no job.
   */
  async enqueue<Data extends object>(job: Job<Data>, data: Data): Promise<void> {
    const traceparent = this.telemetry.tracing.traceparent();
    const stored = traceparent === null ? data : { ...data, [orderedBy]: traceparent };
    await this.boss.send(job.name, stored, {
      ...retries,
      expireInSeconds,
      db: { executeSql: (text, values) => this.execute(text, values) },
    });
    this.database.onCommit(() => this.wake(job.name));
  }

  /** Creates the queues, for a process that orders jobs and leaves them to the server. */
  async prepare(): Promise<void> {
    const boss = new PgBoss({ ...this.store, supervise: false, schedule: false });
    await this.startAlone(boss);
    await boss.stop({ graceful: false });
  }

  /** Creates the queues and starts working on them. */
  async start(): Promise<void> {
    await this.startAlone(this.boss);
    const known = new Map((await this.boss.getSchedules()).map(({ name, cron }) => [name, cron]));
    for (const [name, cron] of this.schedules) if (known.get(name) !== cron) await this.boss.schedule(name, cron);
    this.isStarted = true;
    void this.look();
  }

  /** Takes no more jobs and lets running ones finish, up to three seconds; what is left over is done by the next process. */
  async stop(): Promise<void> {
    return (this.stopping ??= this.finish());
  }

  private async finish(): Promise<void> {
    const deadline = Date.now() + 3_000;
    clearTimeout(this.nextLook);
    await this.boss.stop({ graceful: true, timeout: 2_500 });
    // The queue does not wait for what it says last: that a job is done. Unsaid, the job would be done once more.
    while (this.underWay.size > 0 && Date.now() < deadline) await delay(10);
    this.isOver = true;
  }

  /** One process at a time, as long as it takes: two that make the tables or the same queue trip over each other. */
  private async startAlone(boss: PgBoss): Promise<void> {
    await this.database.atomic(async () => {
      await this.database.query(noLimits);
      await this.database.query("SELECT pg_advisory_xact_lock($1)", [advisoryLocks.jobQueues]);
      // The queue has transactions of its own, and goes on after this one.
      await this.database.apart(async () => {
        await boss.start();
        const known = new Set((await boss.getQueues()).map(({ name }) => name));
        for (const name of this.handlers.keys()) if (!known.has(name)) await boss.createQueue(name);
      });
    });
  }

  /** Where jobs are kept. */
  private get store(): Pick<PgBoss.DatabaseOptions, "db" | "schema"> {
    // After the end, the queue may still want to tell a closed database how a job went that took too long. It gets no answer.
    const executeSql: PgBoss.Db["executeSql"] = async (text, values) => (this.isOver ? noAnswer : this.execute(text, values));
    return { db: { executeSql }, schema: "jobs" };
  }

  private async run(name: string, handler: Handler, jobs: readonly PgBoss.Job[]): Promise<void> {
    // Where one job was, there may be more: the queue looks again at once and not after its pause, until it finds none.
    this.wake(name);
    for (const { id, data: stored } of jobs) {
      const { [orderedBy]: traceparent, ...data } = (stored ?? {}) as { readonly [orderedBy]?: string };
      try {
        await this.telemetry.tracing.span({ name: `job ${name}`, kind: "consumer", traceparent }, async () => handler(data));
        this.telemetry.metrics.count("gatehouse_jobs_total", { job: name, outcome: "done" });
      } catch (error) {
        this.telemetry.metrics.count("gatehouse_jobs_total", { job: name, outcome: "failed" });
        this.log.error({ err: error, job: name, jobId: id }, "a job failed and will be tried again");
        // The queue stores what it is given; an error of a driver would carry values along.
        throw new Error(`job ${name} failed`);
      }
    }
  }

  /** Of every job that this process does, also where nothing waits. Asked once for all who want to know at the same time. */
  private async backlog(): Promise<Backlog[]> {
    return (this.backlogUnderWay ??= this.readBacklog().finally(() => (this.backlogUnderWay = undefined)));
  }

  private async readBacklog(): Promise<Backlog[]> {
    const rows = await this.database.query<Backlog>(
      `SELECT name, count(*)::int AS count, extract(epoch FROM max(now() - start_after))::float8 AS seconds
       FROM jobs.job WHERE state < 'active' AND start_after <= now() GROUP BY name`,
    );
    const byName = new Map(rows.map((row) => [row.name, row]));
    return [...this.handlers.keys()].map((name) => byName.get(name) ?? { name, count: 0, seconds: 0 });
  }

  private lookLater(): void {
    if (this.stopping === undefined) this.nextLook = setTimeout(() => void this.look(), lookMilliseconds).unref();
  }

  /** One statement for all names, where the queue would need one for each. */
  private async look(): Promise<void> {
    try {
      const due = await this.track(this.database.query<{ name: string }>(dueNames, [[...this.handlers.keys()]]));
      for (const { name } of due) this.wake(name);
    } catch (error) {
      this.log.warn({ err: error }, "jobs could not be looked for and will be once more");
    }
    this.lookLater();
  }

  /** Has jobs of a name looked for at once. Their worker begins with the first: all at the start would only get in the way of requests. */
  private wake(name: string): void {
    const handler = this.handlers.get(name);
    if (!this.isStarted || this.stopping || !handler) return;
    const known = this.workerIds.get(name);
    if (known) void known.then((id) => this.boss.notifyWorker(id));
    else this.workerIds.set(name, this.beginWork(name, handler));
  }

  private async beginWork(name: string, handler: Handler): Promise<string> {
    return this.boss.work<object>(name, { pollingIntervalSeconds }, async (jobs) => this.track(this.run(name, handler, jobs)));
  }

  private async execute(text: string, values: unknown[] | undefined): Promise<{ rows: object[] }> {
    return { rows: await this.track(this.database.query(text, values)) };
  }

  private async track<T>(work: Promise<T>): Promise<T> {
    this.underWay.add(work);
    try {
      return await work;
    } finally {
      this.underWay.delete(work);
    }
  }
}
