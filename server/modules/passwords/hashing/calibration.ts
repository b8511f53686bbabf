import { HashingPool, type HashingPoolOptions } from "./hashing-pool.js";
import type { HasherSource } from "./hashing-task.js";

/** What is measured: hashers, and where the threads start. */
export type CalibratedOptions = Pick<HashingPoolOptions, "hashers" | "threadFile">;

/** What a good setting is like. */
export interface CalibrationWish {
  /** The most that one check of a password should take, in milliseconds. */
  readonly targetMilliseconds: number;
  /** The longest that somebody should wait for the check of a password, in seconds. */
  readonly longestWaitSeconds: number;
}

/** How long one check of a password takes. */
export interface CheckTime {
  readonly hasher: HasherSource;
  /** Null for algorithms without that setting. */
  readonly bcryptCost: number | null;
  readonly milliseconds: number;
}

/** How many checks so many threads do. */
export interface Throughput {
  readonly threads: number;
  readonly perSecond: number;
}

/** Settings of the pool, and what to expect of them. */
export interface Recommendation extends Throughput {
  readonly queue: number;
  /** For whoever gets the last place in the queue, their own check included. */
  readonly longestWaitSeconds: number;
}

/** Less is too little today, however slow the machine; production refuses less than 10 (OWASP's least), `check --deploy` wants this. */
export const leastBcryptCost = 12;
const firstBcryptCost = 10;
const mostBcryptCost = 15;

/** More threads than needed for this share of the best throughput only take processors from everything else. */
const goodShare = 0.95;

/** Measures how long and how many; each measurement takes about `seconds`. Everything is hashed as the server does it, in threads. */
export class Calibration {
  constructor(
    private readonly options: CalibratedOptions,
    private readonly seconds: number,
  ) {}

  /** Times of bcrypt from cost 10 on, until one takes longer than wanted. */
  async bcryptTimes(hasher: HasherSource, { targetMilliseconds }: CalibrationWish): Promise<CheckTime[]> {
    const times: CheckTime[] = [];
    for (let bcryptCost = firstBcryptCost; bcryptCost <= mostBcryptCost; bcryptCost++) {
      const { milliseconds } = await this.timeOf(hasher, bcryptCost);
      times.push({ hasher, bcryptCost, milliseconds });
      if (milliseconds > targetMilliseconds && bcryptCost >= leastBcryptCost) break;
    }
    return times;
  }

  /** The time of one check by one thread; the cost only matters to bcrypt. */
  async timeOf(hasher: HasherSource, bcryptCost = leastBcryptCost): Promise<CheckTime> {
    const { perSecond } = await this.throughputOf(hasher, bcryptCost, 1);
    return { hasher, bcryptCost: null, milliseconds: 1000 / perSecond };
  }

  /** How many checks a second so many threads do that never wait for work. */
  async throughputOf(hasher: HasherSource, bcryptCost: number, threads: number): Promise<Throughput> {
    const pool = new HashingPool({ ...this.options, hashers: [hasher], bcryptCost, threads, queue: threads });
    try {
      const everyThread = Array.from({ length: threads });
      // The first task of a thread also starts it.
      const [record = ""] = await Promise.all(everyThread.map(async () => pool.encode("a password to measure with")));
      let checks = 0;
      const begun = performance.now();
      const until = begun + this.seconds * 1000;
      const work = async (): Promise<void> => {
        do {
          await pool.check("a password to measure with", record);
          checks++;
        } while (performance.now() < until);
      };
      await Promise.all(everyThread.map(work));
      return { threads, perSecond: (checks * 1000) / (performance.now() - begun) };
    } finally {
      await pool.close();
    }
  }
}

/** The highest cost of bcrypt that takes no longer than wanted, but never less than {@link leastBcryptCost}. */
export function chooseBcryptCost(times: readonly CheckTime[], { targetMilliseconds }: CalibrationWish): number {
  const within = times.filter(({ milliseconds }) => milliseconds <= targetMilliseconds);
  return Math.max(leastBcryptCost, ...within.map(({ bcryptCost }) => bcryptCost ?? 0));
}

/** As few threads as do nearly as much as possible, and a queue that nobody waits in for longer than wanted. */
export function recommend(measured: readonly Throughput[], { longestWaitSeconds }: CalibrationWish): Recommendation {
  const best = Math.max(...measured.map(({ perSecond }) => perSecond));
  const enough = measured.toSorted((a, b) => a.threads - b.threads).find(({ perSecond }) => perSecond >= best * goodShare);
  if (!enough) throw new RangeError("nothing was measured");
  const { threads, perSecond } = enough;
  const ownSeconds = threads / perSecond;
  // At least a place for each thread, so that one is at hand when a thread becomes free.
  const queue = Math.max(threads, Math.floor((longestWaitSeconds - ownSeconds) * perSecond));
  return { threads, perSecond, queue, longestWaitSeconds: queue / perSecond + ownSeconds };
}
