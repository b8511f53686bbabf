/** Hears of something that has happened. */
export type SignalListener<Event> = (event: Event) => void | Promise<void>;

/**
 * Tells listeners that something has happened, after it was committed. They cannot undo it: whatever they throw is reported and
 * goes no further, and nobody waits for them. Nothing essential may hang on a signal.
 */
export class Signal<Event> {
  private readonly listeners: SignalListener<Event>[] = [];

  /** @param report hears of listeners that failed */
  constructor(
    readonly name: string,
    private readonly report: (error: unknown, signal: string) => void,
  ) {}

  /** Adds a listener; listeners are told in the order they were added. */
  connect(listener: SignalListener<Event>): void {
    this.listeners.push(listener);
  }

  /** Tells all listeners. Call it after the commit (`database.onCommit`). */
  send(event: Event): void {
    for (const listener of this.listeners) {
      Promise.resolve()
        .then(async () => listener(event))
        .catch((error: unknown) => this.report(error, this.name));
    }
  }
}
