import { once } from "node:events";
import type { Server } from "node:http";
import { type AddressInfo, Server as NetServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

import type { Replacements } from "./composition.js";
import { createHttpServer } from "./edges/http/http-server.js";
import { type Settings, SettingsError } from "./foundation/platform/settings/load-settings.js";
import { type Gatehouse, openGatehouse } from "./gatehouse.js";

/** A server that listens. */
export interface RunningServer {
  /** Where it listens, such as `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Where metrics are read, such as `http://127.0.0.1:9464/metrics`; undefined when not on an address of their own. */
  readonly metricsUrl: string | undefined;
  readonly gatehouse: Gatehouse;
  /**
   * Stops: readiness turns red, requests under way finish, everything is let go of.
   *
   * @param graceMilliseconds how long new requests are still taken, so that load balancers can notice
   */
  stop(graceMilliseconds?: number): Promise<void>;
  /** Stops as well, while another process of this machine goes on: readiness stays green. */
  handOver(graceMilliseconds: number): Promise<void>;
}

/** What a server may be given beside its settings. */
export interface ServeOptions extends Replacements {
  /** Is called when everything is joined and nobody can send a request yet. */
  readonly beforeListening?: (gatehouse: Gatehouse) => void;
}

/**
 * A request under way may take this long once no new ones are taken: a password is hashed when nothing else wants the processor.
 * With the grace before it and 1.5 seconds for traces after it, that is less than the limit of the process.
 */
const drainMilliseconds = 7_000;

/** So long of it a connection without a request is kept. */
const lingerMilliseconds = 1_500;

/** Connects, migrates, and listens. */
export async function serve(settings: Settings, tell: (line: string) => void, options: ServeOptions = {}): Promise<RunningServer> {
  const gatehouse = await openGatehouse(settings, tell, options);
  let metrics: Server | undefined;
  try {
    options.beforeListening?.(gatehouse);
    metrics = await listenForMetrics(gatehouse, settings);
    const server = await listen(gatehouse.listener, settings);
    const finish = onlyOnce(async (graceMilliseconds) => {
      await delay(graceMilliseconds);
      // A queue that fails to stop cuts no request; closing tells of it.
      await Promise.allSettled([drain(server, graceMilliseconds > 0 ? lingerMilliseconds : 0), gatehouse.stopJobs()]);
      closeAtOnce(metrics);
      await gatehouse.close();
    });
    return {
      url: urlOf(server, settings.host),
      metricsUrl: metricsUrlOf(metrics, settings),
      gatehouse,
      stop: async (graceMilliseconds = 0) => {
        gatehouse.drain();
        return finish(graceMilliseconds);
      },
      handOver: async (graceMilliseconds) => {
        gatehouse.handOver();
        return finish(graceMilliseconds);
      },
    };
  } catch (error) {
    closeAtOnce(metrics);
    await gatehouse.close();
    throw error;
  }
}

async function listen(listener: Gatehouse["listener"], { host, port }: Pick<Settings, "host" | "port">): Promise<Server> {
  const server = createHttpServer(listener);
  server.listen(port, host);
  await once(server, "listening");
  return server;
}

async function listenForMetrics({ metricsListener }: Gatehouse, { metrics }: Settings): Promise<Server | undefined> {
  if (!metricsListener || typeof metrics !== "object") return undefined;
  return listen(metricsListener, metrics).catch((error: NodeJS.ErrnoException) => {
    throw new SettingsError([`GATEHOUSE_METRICS: cannot listen on ${metrics.host}:${metrics.port} (${error.code})`]);
  });
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

function metricsUrlOf(server: Server | undefined, { metrics }: Settings): string | undefined {
  return server && typeof metrics === "object" ? `${urlOf(server, metrics.host)}/metrics` : undefined;
}

/** Whoever reads metrics at the very end comes again. */
function closeAtOnce(server: Server | undefined): void {
  server?.closeAllConnections();
  server?.close();
}

/**
 * Takes no more connections, waits for requests under way, and cuts what is left over. An open connection ends with its next answer;
 * one without a request is closed after a while, and not at once, because its client may be sending one in this moment.
 */
async function drain(server: Server, idleMilliseconds: number): Promise<void> {
  const closed = once(server, "close");
  const timer = setTimeout(() => server.closeAllConnections(), drainMilliseconds);
  // As server.close() does, which also closes idle connections at once.
  NetServer.prototype.close.call(server);
  await Promise.race([closed, delay(idleMilliseconds, undefined, { ref: false })]);
  server.close();
  await closed;
  clearTimeout(timer);
}

function onlyOnce(finish: (graceMilliseconds: number) => Promise<void>): (graceMilliseconds: number) => Promise<void> {
  let finishing: Promise<void> | undefined;
  return async (graceMilliseconds) => (finishing ??= finish(graceMilliseconds));
}
