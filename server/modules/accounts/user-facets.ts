import type { Database } from "../../foundation/platform/database/database.js";
import { where } from "../../foundation/platform/database/list-query.js";
import { SqlValues } from "../../foundation/platform/database/sql-values.js";
import { groupColumns, type GroupRow } from "../groups/group-record.js";
import { type DateSpan, type DateSpanName, dateSpanNames } from "./date-spans.js";
import { FacetCounter } from "./facet-counter.js";
import { emailDomain } from "./user-filter.js";
import type { UserSelection } from "./users.queries.js";

/** How many users have a flag, and how many have not. */
export interface FlagCounts {
  readonly trueCount: number;
  readonly falseCount: number;
}

/** How many users a choice would leave, and the bounds of choices that are spans of time. */
export interface DateChoiceCount {
  readonly choice: DateSpanName | "ANY" | "NEVER";
  readonly span: DateSpan | null;
  readonly count: number;
}

/** The facets of a list. */
export interface FacetCounts {
  /** How many have a flag, and how many have not. */
  countFlag(flag: "isStaff" | "isSuperuser" | "isActive"): Promise<FlagCounts>;
  /** How many joined or last logged in when. */
  countDates(time: "joinedAt" | "lastLogIn"): Promise<DateChoiceCount[]>;
  /** How many have an address of which domain: the 20 domains of most users. */
  countEmailDomains(): Promise<{ domain: string; count: number }[]>;
  /** How many are in which group: the first 100 groups by name, those without anybody among them. */
  countGroups(): Promise<{ group: GroupRow; count: number }[]>;
  /** How many are in no group. */
  countGroupless(): Promise<number>;
}

/** The most groups and domains that are counted. */
export const mostCounted = { groups: 100, domains: 20 };

const flags = { isStaff: "users.is_staff", isSuperuser: "users.is_superuser", isActive: "users.is_active" };
const times = { joinedAt: "users.joined_at", lastLogIn: "users.last_login_at" };

/**
 * What the choices of a filter would leave, as Django's admin counts it: with the search and all other parts of the filter, but
 * without the part that the choices belong to.
 */
export class UserFacets implements FacetCounts {
  private readonly counter: FacetCounter;

  /** @param spans what the words of the choices mean today; known beforehand, so that all facets are asked for at once */
  constructor(
    private readonly database: Database,
    selection: UserSelection,
    private readonly spans: Record<DateSpanName, DateSpan>,
  ) {
    this.counter = new FacetCounter(database, selection);
  }

  async countFlag(flag: keyof typeof flags): Promise<FlagCounts> {
    const [trueCount, falseCount] = await Promise.all([
      this.counter.count(flag, () => flags[flag]),
      this.counter.count(flag, () => `NOT ${flags[flag]}`),
    ]);
    return { trueCount, falseCount };
  }

  async countDates(time: keyof typeof times): Promise<DateChoiceCount[]> {
    const column = times[time];
    const any = { choice: "ANY", span: null, condition: () => "true" } as const;
    const never = { choice: "NEVER", span: null, condition: () => `${column} IS NULL` } as const;
    const inSpans = dateSpanNames.map((choice) => {
      const span = this.spans[choice];
      const condition = (values: SqlValues) => `${column} >= ${values.add(span.from)} AND ${column} < ${values.add(span.before)}`;
      return { choice, span, condition };
    });
    const choices = [any, ...inSpans, ...(time === "lastLogIn" ? [never] : [])];
    return Promise.all(
      choices.map(async ({ choice, span, condition }) => ({ choice, span, count: await this.counter.count(time, condition) })),
    );
  }

  async countEmailDomains(): Promise<{ domain: string; count: number }[]> {
    const values = new SqlValues();
    const conditions = [...this.counter.conditionsFor("emailDomain", values), "users.email_key <> ''"];
    const rows = await this.database.queryList<{ domain: string; count: string }>(
      `SELECT ${emailDomain} AS domain, count(*) AS count FROM users ${where(conditions)}
       GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${mostCounted.domains}`,
      values.list,
    );
    return rows.map(({ domain, count }) => ({ domain, count: Number(count) }));
  }

  async countGroups(): Promise<{ group: GroupRow; count: number }[]> {
    const values = new SqlValues();
    const conditions = this.counter.conditionsFor("groups", values);
    const members = conditions.length === 0 ? [] : [`user_id IN (SELECT users.id FROM users ${where(conditions)})`];
    const rows = await this.database.queryList<GroupRow & { count: string }>(
      `SELECT ${groupColumns}, coalesce(members.count, 0) AS count
       FROM groups LEFT JOIN (SELECT group_id, count(*) FROM user_groups ${where(members)} GROUP BY group_id) AS members
         ON members.group_id = groups.id
       ORDER BY groups.name COLLATE "und-x-icu", groups.id LIMIT ${mostCounted.groups}`,
      values.list,
    );
    return rows.map((row) => ({ group: row, count: Number(row.count) }));
  }

  async countGroupless(): Promise<number> {
    const values = new SqlValues();
    const conditions = this.counter.conditionsFor("groups", values);
    const [row] = await this.database.queryList<{ count: string }>(
      `SELECT count(*) AS count FROM users
       ${where([...conditions, "NOT EXISTS (SELECT FROM user_groups WHERE user_groups.user_id = users.id)"])}`,
      values.list,
    );
    return Number(row?.count ?? 0);
  }
}
