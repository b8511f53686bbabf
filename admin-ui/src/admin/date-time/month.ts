const millisecondsOfDay = 86_400_000;

/** A day some days after another, as `2026-11-20`. */
export function addDays(day: string, days: number): string {
  return dayOf(new Date(Date.parse(day) + days * millisecondsOfDay));
}

/** The same day of another month, or its last one. */
export function addMonths(day: string, months: number): string {
  const [year, month, dayOfMonth] = partsOf(day);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return dayOf(new Date(Date.UTC(year, month - 1 + months, Math.min(dayOfMonth, last))));
}

/** The weeks of the month of a day, from Sunday to Saturday, with null outside of the month. */
export function weeksOfMonth(day: string): (string | null)[][] {
  const [year, month] = partsOf(day);
  const first = new Date(Date.UTC(year, month - 1, 1));
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const cells = Math.ceil((first.getUTCDay() + days) / 7) * 7;
  const all = Array.from({ length: cells }, (_, index) => {
    const number = index - first.getUTCDay() + 1;
    return number >= 1 && number <= days ? addDays(dayOf(first), number - 1) : null;
  });
  return Array.from({ length: cells / 7 }, (_, week) => all.slice(week * 7, week * 7 + 7));
}

/** Today, by the server's calendar. */
export function today(now = new Date()): string {
  return dayOf(now);
}

/** The server's clock, as `21:29:08`. */
export function timeNow(now = new Date()): string {
  return now.toISOString().slice("2026-11-20T".length, "2026-11-20T21:29:08".length);
}

/** How many hours the reader's clock is ahead of the server's, which is UTC; negative when it is behind. */
export function hoursAhead(now = new Date()): number {
  return -now.getTimezoneOffset() / 60;
}

function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, "2026-11-20".length);
}

function partsOf(day: string): [year: number, month: number, dayOfMonth: number] {
  const [year = 1970, month = 1, dayOfMonth = 1] = day.split("-").map(Number);
  return [year, month, dayOfMonth];
}
