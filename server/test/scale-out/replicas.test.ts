import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";

import { createPlace, type Place, removePlace } from "../faults/place.js";
import { ServerProcess, stopAllServers } from "../faults/server-process.js";
import { until } from "../faults/until.js";
import { GraphqlClient } from "../support/graphql-client.js";
import { logIn, mutate, whoIs } from "../support/operations.js";
import { missingPrograms, runSql, startPostgresPair } from "./postgres-pair.mjs";
import { sameSessionAt } from "./separate-connections.js";

const password = "brave-Tulip-river-42";

// Where the packages are promised, their absence is a failure; elsewhere the tests are skipped.
const isWanted = process.env["POOLER_REQUIRED"] !== undefined || missingPrograms() === undefined;
const describeIfInstalled = isWanted ? describe : describe.skip;

describeIfInstalled("a primary behind PgBouncer, with a streaming replica (needs postgresql and pgbouncer)", () => {
  let place: Place;
  let pair: Awaited<ReturnType<typeof startPostgresPair>>;
  let database: string;
  let servers: ServerProcess[];
  let databases = 0;

  beforeAll(async () => {
    place = createPlace();
    pair = await startPostgresPair();
  });
  beforeEach(async () => {
    database = `gatehouse${++databases}`;
    await runSql(pair.primaryUrl, `CREATE DATABASE ${database}`);
  });
  afterEach(async () => {
    await stopAllServers();
    await runSql(pair.replicaUrl, "SELECT pg_wal_replay_resume() WHERE pg_is_wal_replay_paused()");
  });
  afterAll(async () => {
    await removePlace(place);
    await pair.stop();
  });

  const urlAt = (url: string) => url.replace(/postgres$/, database);

  /** An hour behind is not too far, unless a test says otherwise: on a busy machine everything takes its time. */
  async function start(environment: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
    const settings = {
      GATEHOUSE_DATA_DIR: place.dataDir,
      DATABASE_URL: urlAt(pair.poolerUrl),
      DATABASE_REPLICA_URLS: urlAt(pair.replicaUrl),
      GATEHOUSE_REPLICA_MAX_LAG_SECONDS: "3600",
      GATEHOUSE_NAMED_STATEMENTS: "off",
      ...environment,
    };
    return ServerProcess.start({ directory: place.directory, environment: settings });
  }

  async function startTwo(): Promise<[string, string]> {
    servers = await Promise.all([start(), start()]);
    return servers.map(({ url }) => url) as [string, string];
  }

  async function superuserAt(url: string, username: string): Promise<GraphqlClient> {
    const client = new GraphqlClient(url);
    await mutate(client, "signUp", { username, password });
    await runSql(urlAt(pair.primaryUrl), `UPDATE users SET is_superuser = true, is_staff = true WHERE username = '${username}'`);
    await logIn(client, { identifier: username, password });
    return client;
  }

  async function createGroup(client: GraphqlClient, name: string): Promise<void> {
    await client.ask("mutation ($input: CreateGroupInput!) { createGroup(input: $input) { group { id } userErrors { code } } }", {
      input: { name },
    });
  }

  async function groupsSeenBy(client: GraphqlClient): Promise<string[]> {
    const { groups } = await client.ask<{ groups: { totalCount: number; nodes: { name: string }[] } }>(
      "{ groups { totalCount nodes { name } } }",
    );
    expect(groups.totalCount).toBe(groups.nodes.length);
    return groups.nodes.map(({ name }) => name);
  }

  /** The groups for which the facets of all users, which are kept and not counted, have a number. */
  async function groupsCountedFor(client: GraphqlClient): Promise<string[]> {
    const { users } = await client.ask<{ users: { facets: { groups: { choices: { group: { name: string } }[] } } } }>(
      "{ users(first: 1) { facets { groups { choices { group { name } } } } } }",
    );
    return users.facets.groups.choices.map(({ group }) => group.name);
  }

  /** From now on the replica shows what is written by now, and nothing newer. */
  async function holdReplica(): Promise<void> {
    const [row] = await runSql(pair.primaryUrl, "SELECT pg_current_wal_flush_lsn()::text AS position");
    const isThere = `SELECT pg_last_wal_replay_lsn() >= '${String(row?.["position"])}' AS it`;
    await until("the replica has caught up", async () => (await runSql(pair.replicaUrl, isThere))[0]?.["it"] === true);
    await runSql(pair.replicaUrl, "SELECT pg_wal_replay_pause()");
    const isPaused = "SELECT pg_get_wal_replay_pause_state() = 'paused' AS it";
    await until("the replica stands still", async () => (await runSql(pair.replicaUrl, isPaused))[0]?.["it"] === true);
  }

  it("is migrated once by two servers that start at once, and told where its limits are missing", async () => {
    const [first, second] = await startTwo();
    expect([await whoIs(new GraphqlClient(first)), await whoIs(new GraphqlClient(second))]).toEqual([null, null]);
    const isTold = ({ stderr }: ServerProcess) => stderr.includes("ALTER ROLE CURRENT_USER SET statement_timeout");
    await until("both have told", async () => servers.every(isTold));
  });

  it("shows everybody their own changes at once on every server, and lists to others as the replica has them", async () => {
    const [first, second] = await startTwo();
    const [ada, bob] = [await superuserAt(first, "ada"), await superuserAt(second, "bob")];
    await createGroup(ada, "early");
    await until("the replica is read", async () => (await groupsSeenBy(bob)).length === 1);
    await holdReplica();
    await createGroup(ada, "late");
    expect(await groupsSeenBy(ada)).toEqual(["early", "late"]);
    expect(await groupsSeenBy(sameSessionAt(second, ada))).toEqual(["early", "late"]);
    // A replica that is too busy to answer in time is passed over for a moment.
    await until("the replica is read again", async () => (await groupsSeenBy(bob)).join() === "early");
    await runSql(pair.replicaUrl, "SELECT pg_wal_replay_resume()");
    await until("the replica shows it", async () => (await groupsSeenBy(bob)).length === 2);
  });

  it("is what facets are read from, too", async () => {
    const server = await start();
    const [ada, bob] = [await superuserAt(server.url, "ada"), await superuserAt(server.url, "bob")];
    await holdReplica();
    await createGroup(ada, "late");
    expect(await groupsCountedFor(ada)).toEqual(["late"]);
    await until("the replica is read", async () => (await groupsCountedFor(bob)).length === 0);
  });

  it("lets nobody in whose session was ended, however far behind the replica is", async () => {
    const [first, second] = await startTwo();
    const ada = await superuserAt(first, "ada");
    await holdReplica();
    const elsewhere = new GraphqlClient(first);
    await logIn(elsewhere, { identifier: "ada", password });
    await mutate(elsewhere, "revokeOtherSessions");
    const { code } = await sameSessionAt(second, ada).send("{ groups { nodes { name } } }");
    expect(code).toBe("UNAUTHENTICATED");
  });

  it("is passed over while it is too far behind", async () => {
    const server = await start({ GATEHOUSE_REPLICA_MAX_LAG_SECONDS: "1" });
    const [ada, bob] = [await superuserAt(server.url, "ada"), await superuserAt(server.url, "bob")];
    await holdReplica();
    await createGroup(ada, "late");
    await until("the log says so", () => /too far behind/.test(server.stderr));
    expect(await groupsSeenBy(bob)).toEqual(["late"]);
  });

  it("is passed over while it is gone, and used again when it is back", async () => {
    const server = await start();
    const ada = await superuserAt(server.url, "ada");
    await pair.stopReplica();
    await createGroup(ada, "alone");
    expect(await groupsSeenBy(ada)).toEqual(["alone"]);
    await until("the log says so", () => server.stderr.includes("a replica is passed over"));
    await pair.startReplica();
    await until("it is used again", () => server.stderr.includes("a replica is used again"));
    expect(await groupsSeenBy(ada)).toEqual(["alone"]);
  });
});
