/** What a memory holds at most. */
export interface MemoryLimits {
  readonly entries: number;
  /** Characters of all texts together. */
  readonly characters: number;
  /** Characters of one text; longer ones are not kept. */
  readonly charactersOfOne: number;
}

/** A bounded memory. What was not used for longest goes first. */
export class RecentlyUsed<Value> {
  private readonly kept = new Map<string, { readonly value: Value; readonly characters: number }>();
  private characters = 0;

  constructor(private readonly limits: MemoryLimits) {}

  /** What is kept under a key. */
  find(key: string): Value | undefined {
    const known = this.kept.get(key);
    if (known === undefined) return undefined;
    this.kept.delete(key);
    this.kept.set(key, known);
    return known.value;
  }

  /** Keeps a value that was made from so many characters, unless something is kept under the key already. */
  add(key: string, value: Value, characters: number): void {
    if (characters > this.limits.charactersOfOne || this.kept.has(key)) return;
    this.kept.set(key, { value, characters });
    this.characters += characters;
    for (const [oldest, { characters: freed }] of this.kept) {
      if (this.kept.size <= this.limits.entries && this.characters <= this.limits.characters) return;
      this.kept.delete(oldest);
      this.characters -= freed;
    }
  }
}
