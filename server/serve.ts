import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

import { buildSchema, compose, connect, migrateAndSync, type Replacements } from "./composition.js";
import { createClientAddress } from "./edges/http/client-address.js";
import { createSessionCookie } from "./edges/http/cookies.js";
import { Health } from "./edges/http/health.js";
import { createHttpServer } from "./edges/http/http-server.js";
import { createOriginPolicy } from "./edges/http/origins.js";
import { createGraphiqlPage } from "./edges/http/pages.js";
import { defaultBodyLimitBytes } from "./edges/http/request-body.js";
import { createRequestGate } from "./edges/http/request-gate.js";
import { apiSecurityHeaders } from "./edges/http/security-headers.js";
import { startGraphqlServer } from "./edges/graphql-server/graphql-server.js";
import type { Database } from "./foundation/platform/database/database.js";
import { createLog, type Log } from "./foundation/platform/log.js";
import type { Settings } from "./foundation/platform/settings/load-settings.js";

/** A server that listens. */
export interface RunningServer {
  /** Where it listens, such as `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Where the data is, for people. */
  readonly databasePlace: string;
  /** Nobody has an account yet. */
  readonly isEmpty: boolean;
  readonly database: Database;
  /**
   * Stops: readiness turns red, requests under way finish, everything is let go of.
   *
   * @param graceMilliseconds how long new requests are still taken, so that load balancers can notice
   */
  stop(graceMilliseconds?: number): Promise<void>;
}

/** A request under way may take this long once stopping has begun. */
const drainMilliseconds = 6_000;

/** Connects, migrates, and listens. */
export async function serve(settings: Settings, tell: (line: string) => void, replacements: Replacements = {}): Promise<RunningServer> {
  const log = createLog(settings.logLevel);
  const opened = await connect(settings, log, tell);
  const { database } = opened;
  try {
    const schema = await buildSchema();
    await migrateAndSync(database);
    const system = compose(settings, { database, log }, replacements);
    await system.jobs.start();
    const graphql = await startGraphqlServer(schema, settings, reportTo(log));
    const health = new Health(async () => isReady(database));
    const { https, sessionCookie, gate, clientAddress } = httpParts(settings);
    const pages = new Map(settings.introspection ? [["graphiql", createGraphiqlPage(https)]] : []);
    const apiHeaders = apiSecurityHeaders({ https });
    const server = createHttpServer({ gate, graphql, services: system, sessionCookie, clientAddress, health, pages, apiHeaders, log });
    await listen(server, settings);
    const stop = async (graceMilliseconds = 0): Promise<void> => {
      health.isDraining = true;
      await delay(graceMilliseconds);
      await drain(server);
      await graphql.stop();
      await system.close();
      await opened.close();
    };
    return {
      url: urlOf(server, settings),
      databasePlace: opened.place,
      isEmpty: await system.users.isEmpty(),
      database,
      stop: onlyOnce(stop),
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

function httpParts(settings: Settings) {
  const { baseUrl, allowedOrigins, trustedProxies, environment, port } = settings;
  const https = baseUrl.startsWith("https:") || environment === "production";
  const alsoOwn = environment === "production" ? [] : [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
  return {
    https,
    sessionCookie: createSessionCookie({ secure: https }),
    gate: createRequestGate({ origins: createOriginPolicy({ baseUrl, allowedOrigins, alsoOwn }), bodyLimitBytes: defaultBodyLimitBytes }),
    clientAddress: createClientAddress(trustedProxies),
  };
}

function reportTo(log: Log): (error: unknown) => string {
  return (error) => {
    const traceId = crypto.randomUUID();
    log.error({ err: error, traceId }, "a GraphQL request failed");
    return traceId;
  };
}

async function isReady(database: Database): Promise<boolean> {
  const answered = database.query("SELECT 1").then(
    () => true,
    () => false,
  );
  return Promise.race([answered, delay(2_000, false, { ref: false })]);
}

async function listen(server: Server, { host, port }: Settings): Promise<void> {
  server.listen(port, host);
  await once(server, "listening");
}

function urlOf(server: Server, { host }: Settings): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** Takes no more connections, waits for requests under way, and cuts what is left over. */
async function drain(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  const timer = setTimeout(() => server.closeAllConnections(), drainMilliseconds);
  await closed;
  clearTimeout(timer);
}

function onlyOnce(stop: (graceMilliseconds?: number) => Promise<void>): (graceMilliseconds?: number) => Promise<void> {
  let stopping: Promise<void> | undefined;
  return async (graceMilliseconds) => (stopping ??= stop(graceMilliseconds));
}
