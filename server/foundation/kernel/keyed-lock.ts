import { RequestError } from "./request-error.js";

/** How many works with one key may run at once, and how many may wait for them. */
export interface KeyedLockLimits {
  readonly width: number;
  readonly waiting: number;
}

interface Lane {
  running: number;
  readonly waiting: (() => void)[];
}

/**
 * Holds back works with the same key within this process, and lets all others run side by side. Spares expensive work that
 * could not succeed anyway; it is no guarantee, because other processes exist.
 */
export class KeyedLock {
  private readonly lanes = new Map<string, Lane>();

  constructor(private readonly limits: KeyedLockLimits) {}

  /**
   * Runs work as soon as fewer than `width` others with its key run.
   *
   * @throws RequestError `BUSY` when as many wait as may
   */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const lane = this.lanes.get(key) ?? { running: 0, waiting: [] };
    this.lanes.set(key, lane);
    await this.enter(lane);
    try {
      return await work();
    } finally {
      this.leave(key, lane);
    }
  }

  private async enter(lane: Lane): Promise<void> {
    if (lane.running < this.limits.width) {
      lane.running++;
      return;
    }
    if (lane.waiting.length >= this.limits.waiting) {
      throw new RequestError("BUSY", "Too many requests of this kind at once; try again shortly.", { retryAfterSeconds: 2 });
    }
    // Whoever leaves hands the place over, so the number that run stays the same.
    await new Promise<void>((resolve) => lane.waiting.push(resolve));
  }

  private leave(key: string, lane: Lane): void {
    const next = lane.waiting.shift();
    if (next) {
      next();
      return;
    }
    lane.running--;
    if (lane.running === 0) this.lanes.delete(key);
  }
}
