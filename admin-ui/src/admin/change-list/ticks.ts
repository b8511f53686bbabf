/** Which rows of a page are ticked. */
export interface Ticks {
  readonly ids: ReadonlySet<string>;
  /** The row that was clicked last, from which a range goes. */
  readonly last: string | null;
  /** How many rows the whole list has, when all of them are meant and not only the page; else null. */
  readonly across: number | null;
}

/** Nothing is ticked. */
export const noTicks: Ticks = { ids: new Set(), last: null, across: null };

/** Ticks or unticks a row; with a range, also all rows between it and the one that was clicked before. */
export function ticked(ticks: Ticks, rows: readonly string[], click: { id: string; isTicked: boolean; isRange: boolean }): Ticks {
  const ids = new Set(ticks.ids);
  for (const id of click.isRange ? rangeOf(rows, ticks.last, click.id) : [click.id]) {
    if (click.isTicked) ids.add(id);
    else ids.delete(id);
  }
  return { ids, last: click.id, across: null };
}

/** Ticks or unticks the whole page. */
export function pageTicked(rows: readonly string[], isTicked: boolean): Ticks {
  return isTicked ? { ...noTicks, ids: new Set(rows) } : noTicks;
}

/** Only what is still on the page counts. */
export function tickedRows(ticks: Ticks, rows: readonly string[]): readonly string[] {
  return rows.filter((id) => ticks.ids.has(id));
}

/** Whether every row of a page is ticked; an empty page is not. */
export function isPageTicked(ticks: Ticks, rows: readonly string[]): boolean {
  return rows.length > 0 && rows.every((id) => ticks.ids.has(id));
}

function rangeOf(rows: readonly string[], from: string | null, to: string): readonly string[] {
  const [start, end] = [from === null ? -1 : rows.indexOf(from), rows.indexOf(to)];
  return start < 0 || end < 0 ? [to] : rows.slice(Math.min(start, end), Math.max(start, end) + 1);
}
