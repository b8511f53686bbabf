import { until } from "../faults/until.js";
import type { GraphqlClient } from "./graphql-client.js";
import type { PayloadReply } from "./operations.js";
import type { TestServer } from "./test-server.js";

/** What tests ask of a bulk change. */
export const bulkChangeFields =
  "id kind state total done skippedCount skipped { userId username code } actorName startedAt finishedAt failure";

/** A bulk change as clients see it. */
export interface BulkChangeReply {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly total: number;
  readonly done: number;
  readonly skippedCount: number;
  readonly skipped: readonly { readonly userId: string; readonly username: string | null; readonly code: string }[];
  readonly actorName: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly failure: string | null;
}

/** A bulk change as somebody sees it; null when they do not. */
export async function bulkChangeOf(client: GraphqlClient, id: string): Promise<BulkChangeReply | null> {
  const document = `query ($id: ID!) { bulkChange(id: $id) { ${bulkChangeFields} } }`;
  return (await client.ask<{ bulkChange: BulkChangeReply | null }>(document, { id })).bulkChange;
}

/** Waits until so many users have been dealt with, or the bulk change is over. */
export async function progressOf(client: GraphqlClient, id: string, least = Infinity): Promise<BulkChangeReply> {
  return until(`${least} users are dealt with`, async () => {
    const change = await bulkChangeOf(client, id);
    return change && (change.done + change.skippedCount >= least || change.finishedAt !== null) ? change : undefined;
  });
}

/** Stops a bulk change. */
export async function cancelBulkChange(
  client: GraphqlClient,
  id: string,
): Promise<Pick<PayloadReply, "userErrors"> & { bulkChange: BulkChangeReply | null }> {
  const document = `mutation ($id: ID!) { payload: cancelBulkChange(input: {id: $id}) {
    bulkChange { ${bulkChangeFields} } userErrors { code message path params }
  } }`;
  return (await client.ask<{ payload: Awaited<ReturnType<typeof cancelBulkChange>> }>(document, { id })).payload;
}

/** Many users who cannot log in. */
export interface Crowd {
  /** The input that selects them. */
  readonly matching: { readonly filter: { readonly username: { readonly startsWith: string } } };
  /** Their keys, in the order in which batches reach them. */
  readonly keys: readonly string[];
}

let crowds = 0;

/** Makes many users with one statement. */
export async function createCrowd({ database }: Pick<TestServer, "database">, size: number): Promise<Crowd> {
  const prefix = `crowd${++crowds}-`;
  const rows = await database.query<{ id: string }>(
    `INSERT INTO users (id, username, username_key, password)
     SELECT gen_random_uuid(), $1 || number, $1 || number, '!' FROM generate_series(1, $2) AS number RETURNING id`,
    [prefix, size],
  );
  return { matching: { filter: { username: { startsWith: prefix } } }, keys: rows.map(({ id }) => id).toSorted() };
}

/** Locks the row of one user, so that a batch stops there; gives what lets it go on. */
export async function holdBack({ database }: TestServer, key: string | undefined): Promise<() => Promise<void>> {
  const runner = database.dataSource.createQueryRunner();
  await runner.startTransaction();
  await runner.query("SELECT 1 FROM users WHERE id = $1 FOR UPDATE", [key]);
  return async () => {
    await runner.rollbackTransaction();
    await runner.release();
  };
}

/** Waits until some statement that holds a text waits for somebody's lock. */
export async function untilBlocked({ database }: TestServer, text: string): Promise<void> {
  const sql = `SELECT 1 FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock' AND strpos(query, $1) > 0 AND pid <> pg_backend_pid()`;
  await until(`"${text}" waits`, async () => (await database.query(sql, [text])).length > 0);
}
