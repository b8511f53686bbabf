import type { TypedMoment } from "../form-description.js";

/** Something is wrong with a part of a moment. */
export type MomentFault = "date" | "time";

const isoDate = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const americanDate = /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})$/;
const clockTime = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?$/;

/** A moment as it is typed: the server's time zone, which is UTC, without fractions. */
export function toTypedMoment(iso: string | null | undefined): TypedMoment {
  if (iso == null) return { date: "", time: "" };
  const [date = "", time = ""] = new Date(iso).toISOString().split("T");
  return { date, time: time.slice(0, "00:00:00".length) };
}

/** What a typed moment means, as ISO 8601; null for none, which is when both parts are empty. Otherwise the part that is wrong. */
export function readTypedMoment({ date, time }: TypedMoment): { readonly iso: string | null } | { readonly fault: MomentFault } {
  if (date.trim() === "" && time.trim() === "") return { iso: null };
  const day = readDate(date);
  if (day === null) return { fault: "date" };
  const clock = readTime(time);
  return clock === null ? { fault: "time" } : { iso: `${day}T${clock}Z` };
}

/** A typed day as `2026-11-20`; null when it is none. Takes what Django takes: `2026-11-20`, `11/20/2026`, `11/20/26`. */
export function readDate(typed: string): string | null {
  const [, year, month, day] = isoDate.exec(typed.trim()) ?? swapped(americanDate.exec(typed.trim()));
  if (year === undefined || month === undefined || day === undefined) return null;
  const parts = [wholeYear(year), month.padStart(2, "0"), day.padStart(2, "0")].join("-");
  const read = new Date(`${parts}T00:00:00Z`);
  // A day that the month does not have would roll over.
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(parts) ? parts : null;
}

/** A typed time as `21:29:08` or with a fraction; null when it is none. */
function readTime(typed: string): string | null {
  const [, hours, minutes, seconds = "00", fraction = "0"] = clockTime.exec(typed.trim()) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  return `${hours.padStart(2, "0")}:${minutes}:${seconds}.${fraction.padEnd(3, "0").slice(0, 3)}`;
}

function swapped(match: RegExpExecArray | null): (string | undefined)[] {
  const [whole, month, day, year] = match ?? [];
  return [whole, year, month, day];
}

/** Two digits mean 1969 to 2068, as in POSIX. */
function wholeYear(year: string): string {
  if (year.length === 4) return year;
  return `${Number(year) < 69 ? "20" : "19"}${year}`;
}
