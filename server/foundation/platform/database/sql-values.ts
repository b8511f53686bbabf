/** Collects the values of a statement while its text is put together. */
export class SqlValues {
  readonly list: unknown[] = [];

  /** Keeps a value and gives the placeholder that stands for it. */
  add(value: unknown): string {
    return `$${this.list.push(value)}`;
  }
}
