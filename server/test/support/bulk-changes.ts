import { until } from "../faults/until.js";
import type { GraphqlClient } from "./graphql-client.js";
import type { PayloadReply } from "./operations.js";
import { administer, bulkChangeFields, type BulkChangeReply, type StaffMutationName } from "./staff.js";
import type { TestServer } from "./test-server.js";

/** Users of one batch. */
export const batchSize = 500;

/** Key of the row of a bulk change. */
export function bulkChangeKey(id: string): string {
  return Buffer.from(id, "base64url").toString().replace("BulkChange:", "");
}

/** Orders something for more users than one transaction takes. */
export async function orderBulkChange(client: GraphqlClient, name: StaffMutationName, input: object): Promise<BulkChangeReply> {
  const payload = await administer(client, name, input);
  if (!payload.bulkChange) throw new Error(`no bulk change: ${JSON.stringify(payload)}`);
  return payload.bulkChange;
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

/** A deletion of many users that stops in its second batch. */
export interface HeldBackDeletion extends Crowd {
  /** Of the bulk change. */
  readonly id: string;
  /** Lets it go on. */
  readonly release: () => Promise<void>;
}

/** Orders a deletion that stops in its second batch. */
export async function deleteHeldBack(server: TestServer, client: GraphqlClient, size: number): Promise<HeldBackDeletion> {
  const crowd = await createCrowd(server, size);
  const release = await holdBack(server, crowd.keys[batchSize]);
  const { id } = await orderBulkChange(client, "deleteUsers", { matching: crowd.matching });
  await progressOf(client, id, batchSize);
  await untilBlocked(server, "FROM users WHERE id = ANY");
  return { ...crowd, id, release };
}

/** What is left of a crowd: users, entries that say they were deleted, and targets that a bulk change has yet to reach. */
export async function remainsOf(
  { database }: TestServer,
  { id, keys }: { readonly id: string; readonly keys: readonly string[] },
): Promise<{ users: number; deletions: number; targets: number }> {
  const [row] = await database.query<{ users: number; deletions: number; targets: number }>(
    `SELECT (SELECT count(*)::integer FROM users WHERE id = ANY($1)) AS users,
            (SELECT count(*)::integer FROM log_entries WHERE action = 'DELETE' AND object_id = ANY($1::text[])) AS deletions,
            (SELECT count(*)::integer FROM bulk_change_targets WHERE change_id = $2 AND skip_code IS NULL) AS targets`,
    [keys, bulkChangeKey(id)],
  );
  return row ?? { users: 0, deletions: 0, targets: 0 };
}
