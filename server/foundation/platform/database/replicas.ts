import type { QueryConfig, QueryResultRow } from "pg";

import type { Log } from "../log.js";
import { isStatementTooLong, isRetryable, isUnavailable } from "./database-errors.js";
import type { Replica } from "./replica.js";

/** How often is asked how far the replicas are. */
const pauseMilliseconds = 1_000;

/** What one request may read from replicas. Made when it begins; {@link ReadScope.mayLag} is decided when its document is known. */
export interface ReadScope {
  /** Whether an answer may lack what others wrote in the last seconds; false for whatever changes something. */
  mayLag: boolean;
  /** A position in the write-ahead log; what was written up to there must be seen. */
  readonly after: number;
  /** The replica of this request: all its reads go to the same one. */
  replica?: Promise<Replica | undefined>;
}

interface Mark {
  readonly time: number;
  readonly position: number;
}

/**
 * Streaming replicas, from which lists are read. How far one is behind is measured by positions in the write-ahead log and by the
 * clock of this process: a replica that shows what the primary had written at some moment is not further behind than that.
 */
export class Replicas {
  private marks: Mark[] = [];
  private turn = 0;
  /** Those that the log has called unusable. */
  private readonly passedOver = new Set<Replica>();
  private timer: NodeJS.Timeout | undefined;
  private round = Promise.resolve();
  private isClosed = false;

  constructor(
    private readonly replicas: readonly Replica[],
    private readonly primaryPosition: () => Promise<number>,
    private readonly options: { readonly maxLagSeconds: number; readonly log: Log },
  ) {}

  /** Looks at the replicas, and does so every second from now on. Before this, and without it, none is used. */
  async follow(): Promise<void> {
    await this.lookAtAll();
    if (this.isClosed) return;
    this.timer = setTimeout(() => void (this.round = this.follow()), pauseMilliseconds).unref();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    await this.round;
    await Promise.all(this.replicas.map(async (replica) => replica.close()));
  }

  /** Reads from a replica; undefined when there is none that may answer now. */
  async query<Row extends QueryResultRow>(scope: ReadScope, config: QueryConfig): Promise<Row[] | undefined> {
    const replica = await (scope.replica ??= this.choose(scope.after));
    if (!replica) return undefined;
    try {
      return await replica.query<Row>(config);
    } catch (error) {
      // A replica also cancels what keeps it from following the primary.
      if (isStatementTooLong(error) || !(isUnavailable(error) || isRetryable(error))) throw error;
      if (isUnavailable(error)) this.passOver(replica, error);
      scope.replica = Promise.resolve(undefined);
      return undefined;
    }
  }

  /** The next replica that is not too far behind and shows what was written up to a position. */
  private async choose(after: number): Promise<Replica | undefined> {
    this.turn = (this.turn + 1) % this.replicas.length;
    const inTurn = [...this.replicas.slice(this.turn), ...this.replicas.slice(0, this.turn)];
    const fresh = inTurn.filter((replica) => replica.position >= 0 && replica.freshAt >= this.oldest());
    const ready = fresh.find((replica) => replica.position >= after);
    const [next] = fresh;
    if (ready || !next) return ready;
    // What was written since the last look may have arrived by now.
    await this.lookAt(next);
    return next.position >= after ? next : undefined;
  }

  private async lookAtAll(): Promise<void> {
    const time = performance.now();
    try {
      const position = await this.primaryPosition();
      this.marks = [...this.marks.filter((mark) => mark.time >= this.oldest()), { time, position }];
    } catch (error) {
      this.options.log.warn({ err: error }, "the primary does not say how far it is, without which no replica is used");
    }
    await Promise.all(this.replicas.map(async (replica) => this.lookAt(replica)));
  }

  private async lookAt(replica: Replica): Promise<void> {
    try {
      await replica.look();
      const shown = this.marks.findLast(({ position }) => position <= replica.position);
      if (!shown || shown.time < this.oldest()) throw new Error("it is too far behind");
      replica.freshAt = shown.time;
      if (this.passedOver.delete(replica)) this.options.log.warn({ replica: replica.name }, "a replica is used again");
    } catch (error) {
      this.passOver(replica, error);
    }
  }

  private passOver(replica: Replica, error: unknown): void {
    replica.position = -1;
    if (this.passedOver.has(replica)) return;
    this.passedOver.add(replica);
    this.options.log.warn({ err: error, replica: replica.name }, "a replica is passed over until it answers and has caught up");
  }

  /** The moment from which on a state of the primary is recent enough. */
  private oldest(): number {
    return performance.now() - this.options.maxLagSeconds * 1_000;
  }
}
