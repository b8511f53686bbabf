import { Pool, type PoolConfig, type QueryConfig, type QueryResultRow } from "pg";

import { isStartupParameterRefused } from "./database-errors.js";
import { startupLimits } from "./startup-limits.js";

/** Longest wait for the answer to the question how a replica is; one that hangs counts as gone. */
const lookMilliseconds = 2_000;

/** How far a replica is. */
const look = `SELECT pg_is_in_recovery() AS is_replica, (pg_last_wal_replay_lsn() - '0/0')::float8 AS position`;

/** One streaming replica: a pool of connections, and how far it was when it was last asked. */
export class Replica {
  /** Up to where in the write-ahead log it shows what the primary wrote; negative while it cannot be used. */
  position = -1;
  /** A moment of this process's clock, in milliseconds, whose state of the primary the replica shows at least. */
  freshAt = Number.NEGATIVE_INFINITY;
  private pool: Pool;

  constructor(
    private readonly config: PoolConfig,
    /** For the log: which one it is, without its password. */
    readonly name: string,
  ) {
    this.pool = createPool({ ...config, ...startupLimits });
  }

  /** Runs SQL that reads, and gives its rows. */
  async query<Row extends QueryResultRow>(config: QueryConfig): Promise<Row[]> {
    return (await this.pool.query<Row>(config)).rows;
  }

  /**
   * Asks how far it is.
   *
   * @throws Error when it does not answer, or is no replica
   */
  async look(): Promise<void> {
    try {
      const [row] = await this.ask();
      if (!row?.is_replica || row.position === null) throw new Error("it is no streaming replica");
      this.position = row.position;
    } catch (error) {
      this.position = -1;
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  private async ask(): Promise<{ is_replica: boolean; position: number | null }[]> {
    const question: QueryConfig & { readonly query_timeout: number } = { text: look, query_timeout: lookMilliseconds };
    try {
      return await this.query(question);
    } catch (error) {
      if (!isStartupParameterRefused(error)) throw error;
      const refused = this.pool;
      this.pool = createPool(this.config);
      await refused.end();
      return this.query(question);
    }
  }
}

function createPool(config: PoolConfig): Pool {
  const pool = new Pool(config);
  // The next question notices that the replica has gone; without a listener the process would end.
  pool.on("error", () => undefined);
  return pool;
}
