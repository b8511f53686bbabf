/** How many of the last measurements count. Odd, so that one is in the middle; few, so that they follow the load of the machine. */
const remembered = 9;

/** Learns how long a piece of work usually takes. */
export class UsualDuration {
  private readonly last: number[] = [];

  /** @param clock milliseconds of a clock that is never set back */
  constructor(private readonly clock = () => performance.now()) {}

  /** Does the work and remembers its time. */
  measure<T>(work: () => T): T {
    const started = this.clock();
    const result = work();
    this.last.push(this.clock() - started);
    if (this.last.length > remembered) this.last.shift();
    return result;
  }

  /** The median of the last measurements, which a machine that slept meanwhile does not spoil; undefined before the first. */
  get milliseconds(): number | undefined {
    return this.last.toSorted((a, b) => a - b)[Math.floor(this.last.length / 2)];
  }
}
