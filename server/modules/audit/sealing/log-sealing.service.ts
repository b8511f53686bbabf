import { advisoryLocks } from "../../../foundation/platform/database/advisory-locks.js";
import type { Database } from "../../../foundation/platform/database/database.js";
import { SealDigests } from "./seal-digests.js";
import { inUtc, sealedText } from "./sealed-text.js";

/** Entries that are sealed in one transaction. */
const batchSize = 2_000;

interface WaitingRow {
  readonly entry_id: string;
  readonly entry: string | null;
}

interface Seals {
  /** Number of the seal before them. */
  readonly after: number;
  readonly entryIds: string[];
  readonly digests: Buffer[];
  readonly sealedAt: Date;
}

/**
 * Numbers and chains the log after the commit of its entries, so that no writer waits for another. One transaction per batch: a
 * process that dies leaves whole batches behind, and the rest waits on.
 */
export class LogSealingService {
  private readonly digests: SealDigests;

  /** @param secretKeys at least one; the first seals */
  constructor(
    private readonly database: Database,
    secretKeys: readonly string[],
  ) {
    this.digests = new SealDigests(secretKeys);
  }

  /** Seals all that waits, and says how many entries that were. Leaves it to another process that is at it. */
  async sealAll(): Promise<number> {
    for (let total = 0; ;) {
      const sealed = await this.sealBatch();
      total += sealed;
      if (sealed < batchSize) return total;
    }
  }

  private async sealBatch(): Promise<number> {
    return inUtc(this.database, async () => {
      const [turn] = await this.database.query<{ mine: boolean; now: Date }>("SELECT pg_try_advisory_xact_lock($1) AS mine, now()", [
        advisoryLocks.sealing,
      ]);
      if (!turn?.mine) return 0;
      const waiting = await this.database.query<WaitingRow>(takeWaiting, [batchSize]);
      if (waiting.length > 0) await this.store(await this.chain(waiting, turn.now));
      return waiting.length;
    });
  }

  private async chain(waiting: readonly WaitingRow[], sealedAt: Date): Promise<Seals> {
    const [last] = await this.database.query<{ number: string; digest: Buffer }>(
      "SELECT number, digest FROM log_seals ORDER BY number DESC LIMIT 1",
    );
    const after = Number(last?.number ?? 0);
    let previous = last?.digest ?? Buffer.alloc(0);
    const digests = waiting.map(({ entry_id: entryId, entry }, index) => {
      previous = this.digests.make({ previous, number: after + index + 1, entryId, sealedAt, entry });
      return previous;
    });
    return { after, entryIds: waiting.map(({ entry_id: entryId }) => entryId), digests, sealedAt };
  }

  private async store({ after, entryIds, digests, sealedAt }: Seals): Promise<void> {
    await this.database.execute(
      `INSERT INTO log_seals (number, entry_id, digest, sealed_at)
       SELECT $1::bigint + position, entry_id, digest, $4
       FROM unnest($2::uuid[], $3::bytea[]) WITH ORDINALITY AS seals (entry_id, digest, position)`,
      [after, entryIds, digests, sealedAt],
    );
  }
}

/**
 * Takes the oldest entries out of the queue. One that is gone is sealed as such, or nobody would miss it; one that came into the
 * queue a second time is not. Found by their place in the table (`ctid`), or each batch would read the whole queue.
 */
const takeWaiting = `
  WITH taken AS (
    DELETE FROM log_entries_to_seal WHERE ctid = ANY (ARRAY (
      SELECT ctid FROM log_entries_to_seal ORDER BY occurred_at, entry_id LIMIT $1))
    RETURNING occurred_at, entry_id)
  SELECT taken.entry_id, ${sealedText} AS entry
  FROM taken LEFT JOIN log_entries ON log_entries.id = taken.entry_id
  WHERE NOT EXISTS (SELECT FROM log_seals WHERE log_seals.entry_id = taken.entry_id)
  ORDER BY taken.occurred_at, taken.entry_id`;
