import cluster from "node:cluster";

import { EmbeddedPostgresError } from "./foundation/platform/embedded-postgres/embedded-postgres-error.js";
import { NewerSchemaError } from "./foundation/platform/database/migrate.js";
import { MissingExtensionError } from "./foundation/platform/database/require-extension.js";
import { isUnavailable } from "./foundation/platform/database/database-errors.js";
import { loadSettings, readEnvironment, type Settings, SettingsError } from "./foundation/platform/settings/load-settings.js";
import type { Gatehouse } from "./gatehouse.js";
import type { RunningServer } from "./serve.js";
import { runWorkers } from "./worker-crew.js";
import { handInMetrics, shareMetrics } from "./worker-metrics.js";
import { workerMessages } from "./worker-slot.js";

/** How long new requests are taken after SIGTERM, so that a load balancer sees the readiness turn red first. */
const graceMilliseconds = 500;

/** After this the process ends whatever is under way. */
const hardLimitMilliseconds = 9_500;

/** Runs the server as a process, or as several: from the environment to the signal that ends it. */
export async function run(): Promise<void> {
  // A job queue or driver may reject where nobody waits; one lost answer is no reason to end all others.
  process.on("unhandledRejection", (reason) => complain(`a background task failed: ${reason instanceof Error ? reason.name : "unknown"}`));
  const settings = readSettingsOrExit();
  if (settings.workers > 1 && cluster.isPrimary) await runWorkers(settings.workers, complain);
  else await runServer(settings);
}

async function runServer(settings: Settings): Promise<void> {
  try {
    // Not loaded by the process above the workers, which would only carry it around.
    const { serve } = await import("./serve.js");
    const server = await serve(settings, (line) => process.stdout.write(`${line}\n`), { beforeListening: shareWithWorkers });
    endOnSignal(server);
    if (cluster.isWorker) obeyPrimary(server, settings);
    else await announce(server, settings);
  } catch (error) {
    exitWith(explainStartFailure(error, settings));
  }
}

/** From the first request on: who asks one worker for metrics wants those of all. */
function shareWithWorkers({ metrics }: Gatehouse): void {
  if (cluster.isWorker && metrics) shareMetrics(metrics);
}

/** A worker speaks when it is asked, and leaves when another one has taken its place. */
function obeyPrimary(server: RunningServer, settings: Settings): void {
  // For the process above the workers; a terminal that closes sends it to all.
  process.on("SIGHUP", () => undefined);
  process.on("message", (message) => {
    if (message === workerMessages.announce) void announce(server, settings);
    if (message === workerMessages.handOver) end(server, async () => server.handOver(graceMilliseconds));
  });
}

/** The settings of the environment; ends the process with one line per fault when there are any. */
function readSettingsOrExit(): Settings {
  try {
    return loadSettings(readEnvironment());
  } catch (error) {
    if (error instanceof SettingsError) exitWith(error.message);
    throw error;
  }
}

/** One line that says why the start failed and what to do. */
export function explainStartFailure(error: unknown, settings: Settings): string {
  if (error instanceof SettingsError) return error.message;
  const { code } = (error ?? {}) as { code?: unknown };
  if (code === "EADDRINUSE")
    return `PORT: something listens on ${settings.host}:${settings.port} already; stop it, or set PORT to another port`;
  if (code === "EACCES" || code === "EADDRNOTAVAIL") return `HOST, PORT: cannot listen on ${settings.host}:${settings.port} (${code})`;
  if (error instanceof EmbeddedPostgresError) return `GATEHOUSE_DATA_DIR: ${error.message}`;
  if (error instanceof NewerSchemaError || error instanceof MissingExtensionError) return `DATABASE_URL: ${error.message}`;
  if (isDatabaseFailure(error)) return `DATABASE_URL: cannot use the database: ${firstLine(error)}`;
  return `start failed: ${firstLine(error)}`;
}

/** Ends the process with a message on standard error. */
function exitWith(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function isDatabaseFailure(error: unknown): boolean {
  return isUnavailable(error) || (typeof error === "object" && error !== null && ("severity" in error || "driverError" in error));
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message || error.name : String(error)).split("\n", 1)[0] ?? "";
}

function complain(message: string): void {
  process.stderr.write(`${message}\n`);
}

function endOnSignal(server: RunningServer): void {
  // Not once: a second signal would kill the process, and npm passes every Ctrl-C on a second time.
  process.on("SIGTERM", () => end(server, async () => server.stop(graceMilliseconds)));
  process.on("SIGINT", () => end(server, async () => server.stop(0)));
}

function end({ gatehouse: { metrics } }: RunningServer, stop: () => Promise<void>): void {
  setTimeout(() => process.exit(1), hardLimitMilliseconds).unref();
  const stopAndHandIn = async (): Promise<void> => {
    await stop();
    if (cluster.isWorker && metrics) await handInMetrics(metrics);
  };
  stopAndHandIn().then(
    () => process.exit(0),
    (error: unknown) => exitWith(`stopping failed: ${firstLine(error)}`),
  );
}

async function announce({ url, metricsUrl, gatehouse }: RunningServer, settings: Settings): Promise<void> {
  // A public server offers nobody to become its owner, not even in what it prints.
  const setUpToken = settings.environment === "production" ? null : await gatehouse.issueSetUpToken();
  const lines = [
    `Gatehouse listens on ${url}`,
    `  accounts  ${url}/, ${url}/accounts/login/`,
    `  console   ${url}/admin/`,
    `  GraphQL   ${url}/graphql`,
    ...(settings.introspection ? [`  GraphiQL  ${url}/graphiql/`] : []),
    `  health    ${url}/healthz, ${url}/readyz`,
    ...(metricsUrl === undefined ? [] : [`  metrics   ${metricsUrl}`]),
    `  database  ${gatehouse.databasePlace}`,
    ...(settings.workers > 1 ? [`  workers   ${settings.workers}`] : []),
    `  mail      ${settings.smtpUrl === undefined ? "printed here (set SMTP_URL to send it)" : "sent by SMTP_URL"}`,
  ];
  if (setUpToken !== null) {
    const base = settings.port === 0 ? url : settings.baseUrl;
    const link = `${base}/admin/set-up/${encodeURIComponent(setUpToken)}/`;
    lines.push(
      "",
      "There is no superuser yet. Make the first one with this link:",
      `  ${link}`,
      "or with:",
      "  npx gatehouse createsuperuser",
    );
  }
  process.stdout.write(`${lines.join("\n")}\n`);
}
