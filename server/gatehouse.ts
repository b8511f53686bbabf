import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";

import { buildSchema } from "./resolvers.js";
import { compose, type Hooks, type Replacements, type Signals, type System } from "./composition.js";
import { connect, migrateAndSync, type OpenedDatabase } from "./storage.js";
import { createRequestContext } from "./edges/graphql-server/request-context.js";
import type { ReportFailure } from "./edges/graphql-server/format-error.js";
import { type GraphqlServer, startGraphqlServer } from "./edges/graphql-server/graphql-server.js";
import { createClientAddress } from "./edges/http/client-address.js";
import { createSessionCookie } from "./edges/http/cookies.js";
import { createDeviceCookie } from "./edges/http/device-cookie.js";
import { answerFailure } from "./edges/http/failure.js";
import { Health } from "./edges/http/health.js";
import { createRequestListener, type HttpDoor, toIncoming } from "./edges/http/http-door.js";
import { createMetricsListener, createMetricsPage, type MetricsPage } from "./edges/http/metrics-page.js";
import { createOriginPolicy, type OriginPolicy } from "./edges/http/origins.js";
import { createLogo, createStyleSheet } from "./edges/http/operator-files.js";
import { createAccountPages, createConsolePage, createGraphiqlPage, type Page } from "./edges/http/pages.js";
import { defaultBodyLimitBytes } from "./edges/http/request-body.js";
import { createRequestGate } from "./edges/http/request-gate.js";
import type { ReportReaders } from "./edges/http/request-report.js";
import { apiSecurityHeaders } from "./edges/http/security-headers.js";
import { judgeSettings } from "./foundation/checks/judge-settings.js";
import { RequestError } from "./foundation/kernel/request-error.js";
import { Signer } from "./foundation/kernel/secrets.js";
import type { Database } from "./foundation/platform/database/database.js";
import { createLog, type Log } from "./foundation/platform/log.js";
import type { Settings } from "./foundation/platform/settings/load-settings.js";
import type { ReadableMetrics } from "./foundation/platform/telemetry/metrics.js";
import { openTelemetry, type ServerTelemetry } from "./foundation/platform/telemetry/telemetry.js";
import type { UserProvisioning } from "./modules/accounts/user-provisioning.js";
import type { UserRecord } from "./modules/accounts/user-record.js";
import type { Credentials } from "./modules/authentication/authentication-backend.js";
import { noteWrite } from "./modules/sessions/note-write.js";
import type { SessionContext } from "./modules/sessions/session-context.js";
import type { Guard, Visitor } from "./visitor.js";

/** Gatehouse inside a Node process: connected, migrated, ready to answer requests. */
export interface Gatehouse {
  /** Serves everything of Gatehouse: `/graphql`, health, pages. Unknown addresses get a 404. */
  readonly listener: (req: IncomingMessage, res: ServerResponse) => void;
  /** Serves `/metrics` on an address of its own; undefined where the settings want none. */
  readonly metricsListener: ((req: IncomingMessage, res: ServerResponse) => void) | undefined;
  /** What is read there; undefined where the settings want none. */
  readonly metrics: ReadableMetrics | undefined;
  readonly signals: Signals;
  readonly hooks: Hooks;
  readonly users: UserProvisioning;
  readonly database: Database;
  /** Where the data is, for people. */
  readonly databasePlace: string;
  /**
   * Who sends a request to a route of your own. Nobody is a visitor with `user: null`.
   *
   * @throws RequestError `CSRF_FAILED` when a foreign page has the browser send a request that may change something
   */
  visitorOf(req: IncomingMessage, res: ServerResponse): Promise<Visitor>;
  /** Puts a guard in front of a route of your own; refusals are answered in the format of Gatehouse. */
  protect(
    guard: Guard,
    route: (req: IncomingMessage, res: ServerResponse, visitor: Visitor) => void | Promise<void>,
  ): Gatehouse["listener"];
  /**
   * Checks credentials with the configured backends and does nothing else: no session is opened. Failures are counted and logged.
   *
   * @throws RequestError `RATE_LIMITED`, `BUSY`
   */
  authenticate(credentials: Credentials, req: IncomingMessage, res: ServerResponse): Promise<UserRecord | null>;
  /**
   * A token for `createFirstSuperuser`, good once and for a day; null when there is a superuser. Whoever has it owns the
   * installation: show it to its operator and nobody else, and never write it into a log.
   */
  issueSetUpToken(): Promise<string | null>;
  /** Turns readiness red, so that load balancers send no more clients; everything is still served. */
  drain(): void;
  /** Has clients come back on another connection, which another process of this machine will take; readiness stays green. */
  handOver(): void;
  /** Takes no more jobs, and waits up to three seconds for those under way; requests may still order some. `close` does it too. */
  stopJobs(): Promise<void>;
  /** Lets go of everything. Close your HTTP server first. */
  close(): Promise<void>;
}

/**
 * Connects, migrates, and joins all parts.
 *
 * @param tell gets one line about anything unusual at the start
 * @throws SettingsError when settings contradict each other
 */
export async function openGatehouse(settings: Settings, tell: (line: string) => void, replacements: Replacements = {}): Promise<Gatehouse> {
  const log = createLog(settings.logLevel);
  judgeSettings(settings, log);
  const telemetry = await openTelemetry(settings);
  const opened = await connect(settings, { log, telemetry }, tell);
  const { database, place } = opened;
  try {
    const schema = await buildSchema();
    await migrateAndSync(database, replacements.models);
    const system = compose(settings, { database, log, telemetry }, replacements);
    try {
      await system.jobs.start();
      await system.resume();
      const hasReplicas = await database.followReplicas();
      const report = reportTo({ log, telemetry });
      const noting = hasReplicas && { noteWrite: writesNotedBy(database, log) };
      const graphql = await startGraphqlServer(schema, settings, { report, database, ...noting });
      return join({ settings, log, telemetry, database, place, system, graphql, opened });
    } catch (error) {
      await system.close();
      throw error;
    }
  } catch (error) {
    await opened.close();
    throw error;
  }
}

interface Parts {
  readonly settings: Settings;
  readonly log: Log;
  readonly telemetry: ServerTelemetry;
  readonly database: Database;
  readonly place: string;
  readonly system: System;
  readonly graphql: GraphqlServer;
  readonly opened: OpenedDatabase;
}

function join({ settings, log, telemetry, database, place, system, graphql, opened }: Parts): Gatehouse {
  const metricsPage = createMetricsPage(settings, telemetry);
  const health = new Health(async () => isReady(database));
  const origins = originPolicyOf(settings);
  const door = doorOf(settings, { log, telemetry, database, system, graphql, health, origins, metricsPage });
  const contextOf = async (req: IncomingMessage, res: ServerResponse) => createRequestContext(toIncoming(req, res, door), system);
  const visitorOf = async (req: IncomingMessage, res: ServerResponse): Promise<Visitor> => {
    const isSafe = req.method === "GET" || req.method === "HEAD" || req.method === "OPTIONS";
    if (!isSafe && !origins.accepts(req.headers)) throw new RequestError("CSRF_FAILED", "This origin may not call this address.");
    return toVisitor(await contextOf(req, res));
  };
  return {
    listener: createRequestListener(door),
    metricsListener: metricsPage && typeof settings.metrics === "object" ? createMetricsListener(metricsPage, door) : undefined,
    metrics: telemetry.readableMetrics,
    signals: system.signals,
    hooks: system.hooks,
    users: system.userProvisioning,
    database,
    databasePlace: place,
    visitorOf,
    protect: (guard, route) => (req, res) => {
      visitorOf(req, res)
        .then(async (visitor) => {
          await guard(visitor);
          await route(req, res, visitor);
        })
        .catch((error: unknown) => answerFailure(res, error, door));
    },
    authenticate: async (credentials, req, res) => {
      const { source, devices } = toIncoming(req, res, door);
      const identified = await system.authentication.authenticate(credentials, { source, devices });
      return identified && system.users.find(identified.userId);
    },
    issueSetUpToken: async () => system.firstSuperuser.issueToken(),
    drain: () => void (health.isDraining = health.takesNoNewClients = true),
    handOver: () => void (health.takesNoNewClients = true),
    stopJobs: async () => system.jobs.stop(),
    close: async () => {
      await graphql.stop();
      await system.close();
      await opened.close();
      await telemetry.tracing.close();
    },
  };
}

function pagesOf(settings: Settings): Map<string, Page> {
  const secure = isSecure(settings);
  const { home, accounts } = createAccountPages(secure);
  const graphiql: [string, Page][] = settings.introspection ? [["/graphiql", createGraphiqlPage(secure)]] : [];
  return new Map([
    ["/", home],
    ["/accounts", accounts],
    ["/accounts/custom.css", createStyleSheet(settings.accountsStyleSheet)],
    ["/accounts/logo", createLogo(settings.logo)],
    ["/admin", createConsolePage(secure)],
    ...graphiql,
  ]);
}

interface DoorParts {
  readonly log: Log;
  readonly telemetry: ServerTelemetry;
  readonly database: Database;
  readonly system: System;
  readonly graphql: GraphqlServer;
  readonly health: Health;
  readonly origins: OriginPolicy;
  readonly metricsPage: MetricsPage | undefined;
}

function doorOf(settings: Settings, parts: DoorParts): HttpDoor {
  const { log, telemetry, database, system, graphql, health, origins, metricsPage } = parts;
  const secure = isSecure(settings);
  return {
    gate: createRequestGate({ origins, bodyLimitBytes: defaultBodyLimitBytes }),
    graphql,
    services: system,
    database,
    sessionCookie: createSessionCookie({ secure }),
    deviceCookie: createDeviceCookie({ secure, signer: new Signer(system.secretKeys, "known-device") }),
    clientAddress: createClientAddress(settings.trustedProxies),
    health,
    pages: pagesOf(settings),
    metricsPage: settings.metrics === "main" ? metricsPage : undefined,
    apiHeaders: apiSecurityHeaders({ https: secure }),
    log,
    telemetry,
  };
}

/** Whether browsers reach the server by HTTPS. Production always assumes it: TLS may end at a proxy. */
function isSecure({ baseUrl, environment }: Settings): boolean {
  return baseUrl.startsWith("https:") || environment === "production";
}

function originPolicyOf({ baseUrl, allowedOrigins, environment, port }: Settings): OriginPolicy {
  const alsoOwn = environment === "production" ? [] : [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
  return createOriginPolicy({ baseUrl, allowedOrigins, alsoOwn });
}

function toVisitor(context: SessionContext): Visitor {
  const { live, source } = context;
  return {
    user: live?.user ?? null,
    impersonator: source.impersonator ?? null,
    hasPermission: async (name, objectId) => context.hasPermission(name, objectId),
  };
}

/** A note that fails costs nothing but that the caller may read an older list. */
function writesNotedBy(database: Database, log: Log): (sessionId: string) => Promise<void> {
  const failed = (error: unknown) => log.warn({ err: error }, "that a session has written was not noted");
  return async (sessionId) => noteWrite(database, sessionId).catch(failed);
}

function reportTo({ log, telemetry }: ReportReaders): ReportFailure {
  return (error, requestId) => {
    const traceId = telemetry.tracing.traceId() ?? requestId ?? crypto.randomUUID();
    log.error({ err: error, requestId, traceId }, "a GraphQL request failed");
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
