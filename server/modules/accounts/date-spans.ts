import { RequestError } from "../../foundation/kernel/request-error.js";
import type { Database } from "../../foundation/platform/database/database.js";
import { isInvalidParameter } from "../../foundation/platform/database/database-errors.js";

/** The spans of time that Django's admin offers beside a list. */
export const dateSpanNames = ["TODAY", "PAST_7_DAYS", "THIS_MONTH", "THIS_YEAR"] as const;

/** One of {@link dateSpanNames}. */
export type DateSpanName = (typeof dateSpanNames)[number];

/** A span of time, from its first moment to the first one after it. */
export interface DateSpan {
  readonly from: Date;
  readonly before: Date;
}

/**
 * The spans as they are now for people in a time zone, by the clock of the database. As in Django, the past 7 days are today and
 * the seven days before it.
 *
 * @param timeZone an IANA name, such as `Europe/Berlin`
 * @throws RequestError `BAD_USER_INPUT` for time zones that the database does not know
 */
export async function dateSpans(database: Database, timeZone: string): Promise<Record<DateSpanName, DateSpan>> {
  // Offsets such as +02:00 would be taken, with the sign the wrong way round (POSIX).
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{0,60}$/.test(timeZone)) throw unknownTimeZone();
  const [row] = await database
    .query<Record<"today" | "tomorrow" | "week" | "month" | "next_month" | "year" | "next_year", Date>>(sql, [timeZone])
    .catch((error: unknown) => {
      throw isInvalidParameter(error) ? unknownTimeZone() : error;
    });
  if (!row) throw new Error("the database did not tell the time");
  return {
    TODAY: { from: row.today, before: row.tomorrow },
    PAST_7_DAYS: { from: row.week, before: row.tomorrow },
    THIS_MONTH: { from: row.month, before: row.next_month },
    THIS_YEAR: { from: row.year, before: row.next_year },
  };
}

const sql = `
  SELECT day AT TIME ZONE zone AS today, (day + interval '1 day') AT TIME ZONE zone AS tomorrow,
    (day - interval '7 days') AT TIME ZONE zone AS week,
    date_trunc('month', day) AT TIME ZONE zone AS month, (date_trunc('month', day) + interval '1 month') AT TIME ZONE zone AS next_month,
    date_trunc('year', day) AT TIME ZONE zone AS year, (date_trunc('year', day) + interval '1 year') AT TIME ZONE zone AS next_year
  FROM (SELECT $1::text AS zone, date_trunc('day', now() AT TIME ZONE $1::text) AS day) AS local`;

function unknownTimeZone(): RequestError {
  return new RequestError("BAD_USER_INPUT", "timeZone must be the name of a time zone, such as Europe/Berlin.");
}
