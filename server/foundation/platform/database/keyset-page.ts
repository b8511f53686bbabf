import { createHash } from "node:crypto";

import type { QueryResultRow } from "pg";

import { type Page, type PageRequest, mostSkipped, pageSizes } from "../../kernel/page.js";
import { RequestError } from "../../kernel/request-error.js";
import { countRows, estimateRows } from "./count-rows.js";
import type { Database, Statement } from "./database.js";
import { beyond, cursorsOf, cursorValues, reversed, type SortColumn } from "./keyset-cursor.js";
import { type ListQuery, orderBy, sizeOf, sortTexts, where } from "./list-query.js";

/**
 * Reads one page by the values where it begins, not by counting rows, so that late pages cost as much as the first. Only a page
 * that is asked for by its `offset` is counted up to.
 *
 * @throws RequestError `BAD_USER_INPUT` for sizes out of range and for cursors of another list or order
 */
export async function keysetPage<Row extends QueryResultRow>(
  database: Database,
  query: ListQuery,
  request: PageRequest,
): Promise<Page<Row>> {
  const plan = planPage(query, request);
  const text = (await isNearerToEnd(database, query, plan)) ? sqlFromEnd(query, plan) : sqlOf(query, plan);
  const rows = await database.queryList<Row>(plan.values.length === 0 && plan.offset === 0 ? preparedList(text) : text, plan.values);
  return {
    ...toPage(query, plan, rows),
    countAll: async () => countRows(database, query),
    estimateAll: async () => estimateRows(database, query),
  };
}

/** So many lists stay prepared on every connection, because each takes memory of the database there. */
const mostPrepared = 50;

const prepared = new Map<string, Statement>();

/**
 * The beginning of a list without values is planned once, because nothing can make another plan better the next time. Of such lists the
 * first that people look at are prepared, later ones are not.
 */
function preparedList(text: string): Statement {
  const known = prepared.get(text);
  if (known) return known;
  if (prepared.size >= mostPrepared) return { text };
  const statement = { name: `list-${createHash("sha256").update(text).digest("hex").slice(0, 12)}`, text };
  prepared.set(text, statement);
  return statement;
}

/**
 * Where rows are passed over on the way, by a jump or by conditions that indexes may decide, the keys are found first: indexes may be
 * enough for that. Then only the rows that are wanted are read.
 */
function sqlOf(query: ListQuery, { conditions, order, size, offset }: PagePlan): string {
  const { from, key, isDecidedByIndexes = false } = query;
  const columns = `${query.columns}, ${sortTexts(query.sort)}`;
  const part = `FROM ${from} ${where(conditions)} ${order} OFFSET ${offset} LIMIT ${size + 1}`;
  if (key === undefined || (offset === 0 && !isDecidedByIndexes)) return `SELECT ${columns} ${part}`;
  return `SELECT ${columns} FROM (SELECT ${key} AS page_key ${part}) AS page JOIN ${from} ON ${key} = page.page_key ${order}`;
}

/** Fewer rows are passed over from the beginning, without asking how long the list is. */
const shortJump = 5_000;

/** Whether a jump passes over fewer rows when it starts at the end. The list may change meanwhile: what is read is right either way. */
async function isNearerToEnd(database: Database, { key, length }: ListQuery, { offset }: PagePlan): Promise<boolean> {
  if (offset < shortJump || key === undefined || length === undefined) return false;
  const [row] = await database.queryList<{ length: string }>(`SELECT ${length} AS length`);
  return offset > Number(row?.length) / 2;
}

/**
 * The keys of a page are found from the end of the list: so many rows before it as its length says. Where the list ends within the
 * page, that finds rows before the page too, which are passed over last.
 */
function sqlFromEnd({ columns, from, key, length, sort }: ListQuery, { conditions, order, size, offset }: PagePlan): string {
  const beginning = `${length} - ${offset + size + 1}`;
  const part = `FROM ${from} ${where(conditions)} ${orderBy(reversed(sort))} OFFSET greatest(${beginning}, 0) LIMIT ${size + 1}`;
  return `SELECT ${columns}, ${sortTexts(sort)} FROM (SELECT ${key} AS page_key ${part}) AS page
          JOIN ${from} ON ${key} = page.page_key ${order} OFFSET greatest(-(${beginning}), 0)`;
}

/** How a page is read. */
export interface PagePlan {
  readonly size: number;
  readonly offset: number;
  readonly backward: boolean;
  readonly hasAfter: boolean;
  readonly hasBefore: boolean;
  /** As the rows are read; the other way round for a page from the end. */
  readonly sort: readonly SortColumn[];
  readonly order: string;
  readonly conditions: readonly string[];
  readonly values: readonly unknown[];
}

/**
 * Decides how a page is read.
 *
 * @throws RequestError as {@link keysetPage}
 */
export function planPage(query: ListQuery, request: PageRequest): PagePlan {
  const { size, backward } = sizeOf(request);
  const offset = offsetOf(request);
  const sort = backward ? reversed(query.sort) : query.sort;
  const values = [...query.values];
  const conditions = [...query.conditions];
  const after = cursorValues(request.after, query.sort);
  const before = cursorValues(request.before, query.sort);
  if (after) conditions.push(beyond(query.sort, after, values));
  if (before) conditions.push(beyond(reversed(query.sort), before, values));
  const ends = { hasAfter: after !== undefined || offset > 0, hasBefore: before !== undefined };
  return { size, offset, backward, ...ends, sort, order: orderBy(sort), conditions, values };
}

/** The rows of a page in the order of the list, from what its plan has read. */
export function toPage<Row extends QueryResultRow>(
  { sort }: ListQuery,
  plan: PagePlan,
  rows: readonly Row[],
): Omit<Page<Row>, "countAll" | "estimateAll"> {
  const hasMore = rows.length > plan.size;
  const wanted = rows.slice(0, plan.size);
  if (plan.backward) wanted.reverse();
  return {
    rows: wanted,
    cursorOf: cursorsOf(sort),
    hasNextPage: plan.backward ? plan.hasBefore : hasMore,
    hasPreviousPage: plan.backward ? hasMore : plan.hasAfter,
  };
}

/** The beginning of a list that was read along with something else. */
interface FirstRows<Row> {
  readonly rows: readonly Row[];
  /** Whether the list has no more rows than these. */
  readonly isWhole: boolean;
  readonly cursorOf: (row: Row) => string;
}

/** A page of a list of which the first rows are known already; null when the request needs others, or is at fault. */
export function pageOfFirstRows<Row>(
  { rows, isWhole, cursorOf }: FirstRows<Row>,
  { first, after, last, before, offset }: PageRequest,
): Page<Row> | null {
  const size = first ?? pageSizes.default;
  const isFromStart = after == null && last == null && before == null && offset == null;
  const isKnown = isFromStart && isWhole && size >= 0 && size <= pageSizes.most;
  if (!isKnown) return null;
  const count = async (): Promise<number> => rows.length;
  return {
    rows: rows.slice(0, size),
    cursorOf,
    hasNextPage: rows.length > size,
    hasPreviousPage: false,
    countAll: count,
    estimateAll: count,
  };
}

function offsetOf({ offset, after, before, last }: PageRequest): number {
  if (offset == null) return 0;
  if (after != null || before != null || last != null) {
    throw new RequestError("BAD_USER_INPUT", "Give offset with first only: it counts from the beginning of the list.");
  }
  if (offset < 0 || offset > mostSkipped) {
    throw new RequestError("BAD_USER_INPUT", `offset must be from 0 to ${mostSkipped}.`, { limit: mostSkipped });
  }
  return offset;
}
