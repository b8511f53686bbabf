import type { Database } from "../../../foundation/platform/database/database.js";
import { groupColumns, type GroupRow } from "../../groups/group-record.js";
import { type DateSpan, type DateSpanName, dateSpanNames } from "../date-spans.js";
import { type DateChoiceCount, type FacetCounts, type FlagCounts, mostCounted } from "../user-facets.js";
import { countsNow, UserCounts } from "./user-counts.js";

const flags = { isStaff: "is_staff", isSuperuser: "is_superuser", isActive: "is_active" } as const;

const facetsWithoutValues = ["all", ...Object.values(flags), "never_logged_in", "grouped"] as const;

/** Where a time is counted by the hour, and the indexed expression that tells it to the microsecond. */
const times = {
  joinedAt: { facet: "joined_at", expression: "users.joined_at" },
  lastLogIn: { facet: "last_login_at", expression: "coalesce(users.last_login_at, '-infinity')" },
} as const;

const hourMilliseconds = 3_600_000;

/** The facets of the list of all users, from counts that are kept: costs the same however many users there are. */
export class KeptUserFacets implements FacetCounts {
  private totals: Promise<ReadonlyMap<string, number>> | undefined;

  /** @param spans what the words of the choices mean today */
  constructor(
    private readonly database: Database,
    private readonly spans: Record<DateSpanName, DateSpan>,
  ) {}

  async countFlag(flag: keyof typeof flags): Promise<FlagCounts> {
    const trueCount = await this.total(flags[flag]);
    return { trueCount, falseCount: (await this.total("all")) - trueCount };
  }

  async countDates(time: keyof typeof times): Promise<DateChoiceCount[]> {
    const inSpans = dateSpanNames.map(async (choice): Promise<DateChoiceCount> => {
      const span = this.spans[choice];
      return { choice, span, count: await this.countSpan(time, span) };
    });
    return [
      { choice: "ANY", span: null, count: await this.total("all") },
      ...(await Promise.all(inSpans)),
      ...(time === "lastLogIn" ? [{ choice: "NEVER", span: null, count: await this.total("never_logged_in") } as const] : []),
    ];
  }

  /**
   * A domain of which nothing has changed since counts were added up is among the largest only if it stands, in the order of what was
   * added up, behind no more domains than there are changed ones beside the largest.
   */
  async countEmailDomains(): Promise<{ domain: string; count: number }[]> {
    const rows = await this.database.queryList<{ domain: string; count: string }>(
      `WITH changed AS (
         SELECT value, sum(change) AS change FROM user_count_changes WHERE facet = 'email_domain' GROUP BY value
       ), candidates AS (
         (SELECT value FROM user_counts WHERE facet = 'email_domain' ORDER BY count DESC, value
          LIMIT ${mostCounted.domains} + (SELECT count(*) FROM changed))
         UNION
         SELECT value FROM changed
       )
       SELECT value AS domain, coalesce(kept.count, 0) + coalesce(changed.change, 0) AS count
       FROM candidates
       LEFT JOIN (SELECT value, count FROM user_counts WHERE facet = 'email_domain') AS kept USING (value)
       LEFT JOIN changed USING (value)
       WHERE coalesce(kept.count, 0) + coalesce(changed.change, 0) > 0
       ORDER BY 2 DESC, 1 LIMIT ${mostCounted.domains}`,
    );
    return rows.map(({ domain, count }) => ({ domain, count: Number(count) }));
  }

  async countGroups(): Promise<{ group: GroupRow; count: number }[]> {
    const rows = await this.database.queryList<GroupRow & { count: string }>(
      `SELECT ${groupColumns}, coalesce(members.count, 0) AS count
       FROM groups LEFT JOIN (SELECT value, sum(count) AS count FROM ${countsNow} AS counts WHERE facet = 'group' GROUP BY value) AS members
         ON members.value = groups.id::text
       ORDER BY groups.name COLLATE "und-x-icu", groups.id LIMIT ${mostCounted.groups}`,
    );
    return rows.map((row) => ({ group: row, count: Number(row.count) }));
  }

  async countGroupless(): Promise<number> {
    return (await this.total("all")) - (await this.total("grouped"));
  }

  /** Whole hours are counted already; what is left at the ends of the span, in time zones that need it, an index counts. */
  private async countSpan(time: keyof typeof times, { from, before }: DateSpan): Promise<number> {
    const { facet, expression } = times[time];
    const [firstHour, hourAfter] = [Math.ceil(from.getTime() / hourMilliseconds), Math.floor(before.getTime() / hourMilliseconds)];
    const edges = [
      [from, new Date(firstHour * hourMilliseconds)],
      [new Date(hourAfter * hourMilliseconds), before],
    ].filter(([start, end]) => Number(start) < Number(end));
    const inEdge = (_edge: unknown, index: number) =>
      `+ (SELECT count(*) FROM users WHERE ${expression} >= $${2 * index + 4} AND ${expression} < $${2 * index + 5})`;
    const [row] = await this.database.queryList<{ count: string }>(
      `SELECT (SELECT coalesce(sum(count), 0) FROM ${countsNow} AS counts WHERE facet = $1 AND value >= $2 AND value < $3)
              ${edges.map(inEdge).join(" ")} AS count`,
      [facet, hourText(firstHour), hourText(hourAfter), ...edges.flat()],
    );
    return Number(row?.count ?? 0);
  }

  private async total(facet: (typeof facetsWithoutValues)[number]): Promise<number> {
    return (await (this.totals ??= new UserCounts(this.database).totalsOf(facetsWithoutValues))).get(facet) ?? 0;
  }
}

/** As the function `user_count_hour` of the database writes hours. */
function hourText(hour: number): string {
  return String(hour).padStart(10, "0");
}
