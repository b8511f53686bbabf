import type { Database } from "../../../foundation/platform/database/database.js";
import { SealDigests } from "./seal-digests.js";
import { inUtc, sealedText } from "./sealed-text.js";

/** Seals that are read at once. */
const batchSize = 2_000;

/** The last seal; whoever notes it elsewhere sees later whether the chain was cut off or made anew. */
export interface ChainHead {
  readonly number: number;
  /** In hexadecimal. */
  readonly digest: string;
}

/** Something that is wrong with the log. */
export interface LogFault {
  /** Null for an entry that never got a number. */
  readonly number: number | null;
  /** Null for a seal that is gone. */
  readonly entryId: string | null;
  readonly problem: string;
}

/** Gets what is found while it is found. */
export interface VerificationListener {
  onFault(fault: LogFault): void;
  onProgress(checked: number): void;
}

/** What {@link LogVerificationService.verify} saw. */
export interface VerificationReport {
  /** Seals that were looked at. */
  readonly checked: number;
  /** Null while nothing is sealed. */
  readonly head: ChainHead | null;
  /** Entries that wait for their seal, and since when the first does. */
  readonly waiting: { readonly count: number; readonly since: Date | null; readonly seconds: number };
}

interface SealRow {
  readonly number: string;
  readonly entry_id: string;
  readonly digest: Buffer;
  readonly sealed_at: Date;
  readonly entry: string | null;
}

/** Looks for gaps and edits in the log, in memory that does not grow with it. */
export class LogVerificationService {
  private readonly digests: SealDigests;

  /** @param secretKeys all with which the log was sealed */
  constructor(
    private readonly database: Database,
    secretKeys: readonly string[],
  ) {
    this.digests = new SealDigests(secretKeys);
  }

  /**
   * Goes through the whole chain.
   *
   * @param noted a head that was noted earlier and must still be there
   */
  async verify(listener: VerificationListener, noted: ChainHead | null = null): Promise<VerificationReport> {
    const chain = new ChainCheck(this.digests, listener, noted);
    for (let number = 0; ;) {
      const rows = await inUtc(this.database, async () => this.database.query<SealRow>(nextSeals, [number]));
      for (const row of rows) chain.add(row);
      if (rows.length < batchSize) break;
      number = Number(rows.at(-1)?.number);
      listener.onProgress(chain.checked);
    }
    chain.end();
    await this.findUnknown(listener);
    return { checked: chain.checked, head: chain.head, waiting: await this.findWaiting() };
  }

  /** Entries that did not pass the trigger, or whose seal was removed. */
  private async findUnknown(listener: VerificationListener): Promise<void> {
    await this.database.atomic(async () => {
      // The only statement that looks at the whole log at once.
      await this.database.query("SET LOCAL statement_timeout TO 0");
      for (let last: string | null = null; ;) {
        const rows: { id: string }[] = await this.database.query(nextUnknown, [last]);
        for (const { id } of rows) {
          listener.onFault({
            number: null,
            entryId: id,
            problem: "has no number, and does not wait for one: put in past the server, or unsealed",
          });
        }
        if (rows.length < batchSize) return;
        last = rows.at(-1)?.id ?? null;
      }
    });
  }

  private async findWaiting(): Promise<VerificationReport["waiting"]> {
    const [row] = await this.database.query<{ count: string; since: Date | null; seconds: number | null }>(
      "SELECT count(*) AS count, min(queued_at) AS since, extract(epoch FROM now() - min(queued_at))::float8 AS seconds FROM log_entries_to_seal",
    );
    return { count: Number(row?.count ?? 0), since: row?.since ?? null, seconds: row?.seconds ?? 0 };
  }
}

/** Compares seal by seal with what must come next. */
class ChainCheck {
  checked = 0;
  private last: { readonly number: number; readonly digest: Buffer } = { number: 0, digest: Buffer.alloc(0) };
  private hasMetNoted = false;

  constructor(
    private readonly digests: SealDigests,
    private readonly listener: VerificationListener,
    private readonly noted: ChainHead | null,
  ) {}

  get head(): ChainHead | null {
    const { number, digest } = this.last;
    return number === 0 ? null : { number, digest: digest.toString("hex") };
  }

  add({ number: text, entry_id: entryId, digest, sealed_at: sealedAt, entry }: SealRow): void {
    const number = Number(text);
    const { last } = this;
    const isNext = number === last.number + 1;
    if (!isNext) this.listener.onFault(gap(last.number + 1, number - 1));
    if (entry === null) this.listener.onFault({ number, entryId, problem: "the entry was removed" });
    // Behind a gap nobody can tell what the digest was made of; the gap is told already.
    else if (isNext && !this.digests.fits({ previous: last.digest, number, entryId, sealedAt, entry }, digest)) {
      this.listener.onFault({ number, entryId, problem: "the entry, its seal or the seal before it was changed" });
    }
    this.last = { number, digest };
    this.checked++;
    this.compareWithNoted();
  }

  /** Nothing comes any more. */
  end(): void {
    if (this.noted === null || this.hasMetNoted) return;
    this.listener.onFault({ number: this.noted.number, entryId: null, problem: "the seal that was noted as head is gone" });
  }

  private compareWithNoted(): void {
    const { head, noted } = this;
    if (noted === null || head?.number !== noted.number) return;
    this.hasMetNoted = true;
    if (head.digest === noted.digest) return;
    this.listener.onFault({
      number: noted.number,
      entryId: null,
      problem: "is not the seal that was noted as head: the chain was made anew",
    });
  }
}

function gap(from: number, to: number): LogFault {
  return { number: from, entryId: null, problem: from === to ? "the seal was removed" : `the seals up to ${to} were removed` };
}

const nextSeals = `
  SELECT number, entry_id, digest, sealed_at, ${sealedText} AS entry
  FROM log_seals LEFT JOIN log_entries ON log_entries.id = log_seals.entry_id
  WHERE number > $1 ORDER BY number LIMIT ${batchSize}`;

const nextUnknown = `
  SELECT id FROM log_entries
  WHERE ($1::uuid IS NULL OR id > $1) AND NOT EXISTS (SELECT FROM log_seals WHERE entry_id = log_entries.id)
    AND NOT EXISTS (SELECT FROM log_entries_to_seal AS waiting WHERE waiting.occurred_at = log_entries.occurred_at AND entry_id = id)
  ORDER BY id LIMIT ${batchSize}`;
