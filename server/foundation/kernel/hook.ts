/** Is asked before something happens; throws `UserErrors` to forbid it with words for the person at the form. */
export type HookFunction<Event> = (event: Event) => void | Promise<void>;

/**
 * Asks before something happens. The functions are asked in order, outside any transaction, and each may forbid the step. One
 * that fails in some other way forbids it too: a rule that cannot be checked is not kept.
 */
export class Hook<Event> {
  private readonly functions: HookFunction<Event>[] = [];

  /** Adds a function; it is asked after those added before. */
  use(ask: HookFunction<Event>): void {
    this.functions.push(ask);
  }

  /** Whether nobody is asked. */
  get isUnused(): boolean {
    return this.functions.length === 0;
  }

  /**
   * Asks all functions.
   *
   * @throws UserErrors of the first function that forbids the step, or whatever it failed with
   */
  async ask(event: Event): Promise<void> {
    for (const ask of this.functions) await ask(event);
  }
}
