import type { QueryResultRow } from "pg";

import type { Database, ListReader } from "./database.js";
import { beyond } from "./keyset-cursor.js";
import { type ListQuery, orderBy, sortTexts, where } from "./list-query.js";

/** Rows that are read at once. */
const batchSize = 1_000;

/**
 * Reads a whole list in its order, batch by batch, each beginning where the one before it ended. No connection is held and no
 * transaction is open between batches, so that whoever reads slowly, or stops reading, is in nobody's way. What changes meanwhile
 * may be seen or not; a row whose sort value changes may come twice or not at all.
 */
export function keysetBatches<Row extends QueryResultRow>(database: Database, query: ListQuery): AsyncGenerator<Row[]> {
  return batchesOf<Row>(database.listReader(), query);
}

async function* batchesOf<Row extends QueryResultRow>(read: ListReader, query: ListQuery): AsyncGenerator<Row[]> {
  const { columns, from, sort } = query;
  for (let last: QueryResultRow | undefined; ;) {
    const values = [...query.values];
    const reached = last && sort.map((_, index) => last?.[`sort_${index}`] as string);
    const conditions = [...query.conditions, ...(reached ? [beyond(sort, reached, values)] : [])];
    const rows: Row[] = await read<Row>(
      `SELECT ${columns}, ${sortTexts(sort)} FROM ${from} ${where(conditions)} ${orderBy(sort)} LIMIT ${batchSize}`,
      values,
    );
    if (rows.length > 0) yield rows;
    if (rows.length < batchSize) return;
    last = rows.at(-1);
  }
}
