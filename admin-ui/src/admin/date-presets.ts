/** Names of the spans that are offered, those of the API. */
export type DatePresetName = "TODAY" | "PAST_7_DAYS" | "THIS_MONTH" | "THIS_YEAR";

/** A span of days. */
export interface DatePreset {
  readonly name: DatePresetName;
  /** The first day: `2026-11-20`. */
  readonly from: string;
  /** The first day after the span. */
  readonly before: string;
}

/** The spans of days that Django offers, on the day that it is where the viewer is. */
export function datePresets(now: Date): readonly DatePreset[] {
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()];
  const tomorrow = dayOf(year, month, day + 1);
  return [
    { name: "TODAY", from: dayOf(year, month, day), before: tomorrow },
    { name: "PAST_7_DAYS", from: dayOf(year, month, day - 7), before: tomorrow },
    { name: "THIS_MONTH", from: dayOf(year, month, 1), before: dayOf(year, month + 1, 1) },
    { name: "THIS_YEAR", from: dayOf(year, 0, 1), before: dayOf(year + 1, 0, 1) },
  ];
}

/**
 * The moment that a parameter means, as the API wants it: a day begins when it does where the viewer is; a time may name its zone,
 * as in Django's addresses (`2026-11-20 00:00:00+00:00`). Null for anything else.
 */
export function readTime(value: string): string | null {
  const [, day, time = "T00:00"] = /^(\d{4}-\d\d-\d\d)([T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?)?$/.exec(value) ?? [];
  if (day === undefined) return null;
  const moment = new Date(`${day}${time.replace(" ", "T")}`);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

function dayOf(year: number, month: number, day: number): string {
  const date = new Date(year, month, day);
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
