import DataLoader from "dataloader";

import type { Database } from "../../foundation/platform/database/database.js";
import { where } from "../../foundation/platform/database/list-query.js";
import { SqlValues } from "../../foundation/platform/database/sql-values.js";
import type { UserConditions } from "./user-filter.js";
import { userConditionsOf, type UserSelection } from "./users.queries.js";

/** The parts of a filter that have facets. */
export type Facet = "isStaff" | "isSuperuser" | "isActive" | "groups" | "joinedAt" | "lastLogIn" | "emailDomain";

/** For how many users a condition holds, among those that the facet counts. */
interface Question {
  readonly facet: Facet;
  condition(values: SqlValues): string;
}

/** Counts users for the facets of one list. */
export class FacetCounter {
  private readonly answers = new DataLoader<Question, number>(async (questions) => this.answer(questions), { cache: false });

  constructor(
    private readonly database: Database,
    private readonly selection: UserSelection,
  ) {}

  /** For how many users a condition holds. What is asked together is answered by one scan for all facets that count the same users. */
  async count(facet: Facet, condition: Question["condition"]): Promise<number> {
    return this.answers.load({ facet, condition });
  }

  /**
   * Which users a facet counts: those that the search and the filter leave, but for the part of the filter that is the facet's own.
   * Only parts on top of the filter are somebody's own; what stands inside `and`, `or` and `not` always holds.
   */
  conditionsFor(facet: Facet | null, values: SqlValues): string[] {
    const { search, filter } = this.selection;
    if (facet === null || !filter) return userConditionsOf({ search, filter }, values);
    const { [facet]: _own, ...others } = filter;
    return userConditionsOf({ search, filter: others }, values);
  }

  private async answer(questions: readonly Question[]): Promise<number[]> {
    const answers = new Map<Question, number>();
    const scans = new Set(questions.map(({ facet }) => this.scanOf(facet)));
    await Promise.all(
      [...scans].map(async (scan) => {
        const together = questions.filter(({ facet }) => this.scanOf(facet) === scan);
        const counts = await this.scan(scan, together);
        together.forEach((question, index) => answers.set(question, counts[index] ?? 0));
      }),
    );
    return questions.map((question) => answers.get(question) ?? 0);
  }

  /** Facets without a part of their own count the same users. */
  private scanOf(facet: Facet): Facet | null {
    const part: UserConditions[Facet] = this.selection.filter?.[facet];
    // To have never logged in is a condition, too.
    const isSet = facet === "lastLogIn" ? part !== undefined : part != null;
    return isSet ? facet : null;
  }

  private async scan(facet: Facet | null, questions: readonly Question[]): Promise<number[]> {
    const values = new SqlValues();
    const counts = questions.map((question, index) => `count(*) FILTER (WHERE ${question.condition(values)}) AS count_${index}`);
    const [row] = await this.database.queryList<Record<string, string>>(
      `SELECT ${counts.join(", ")} FROM users ${where(this.conditionsFor(facet, values))}`,
      values.list,
    );
    return questions.map((_, index) => Number(row?.[`count_${index}`] ?? 0));
  }
}
