import { once } from "node:events";
import type { Server } from "node:http";
import { type AddressInfo, Server as NetServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

import type { Replacements } from "./composition.js";
import { createHttpServer } from "./edges/http/http-server.js";
import type { Settings } from "./foundation/platform/settings/load-settings.js";
import { type Gatehouse, openGatehouse } from "./gatehouse.js";

/** A server that listens. */
export interface RunningServer {
  /** Where it listens, such as `http://127.0.0.1:4000`. */
  readonly url: string;
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

/** A request under way may take this long once stopping has begun; jobs get three seconds after it, within the limit of the process. */
const drainMilliseconds = 4_000;

/** So long a connection without a request is kept once no new ones are taken. */
const lingerMilliseconds = 1_500;

/** Connects, migrates, and listens. */
export async function serve(settings: Settings, tell: (line: string) => void, replacements: Replacements = {}): Promise<RunningServer> {
  const gatehouse = await openGatehouse(settings, tell, replacements);
  try {
    const server = createHttpServer(gatehouse.listener);
    server.listen(settings.port, settings.host);
    await once(server, "listening");
    const finish = onlyOnce(async (graceMilliseconds) => {
      await delay(graceMilliseconds);
      await drain(server, graceMilliseconds > 0 ? lingerMilliseconds : 0);
      await gatehouse.close();
    });
    return {
      url: urlOf(server, settings),
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
    await gatehouse.close();
    throw error;
  }
}

function urlOf(server: Server, { host }: Settings): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/**
 * Takes no more connections, waits for requests under way, and cuts what is left over. An open connection ends with its next answer;
 * one without a request is closed after a while, and not at once, because its client may be sending one in this moment.
 */
async function drain(server: Server, idleMilliseconds: number): Promise<void> {
  const closed = once(server, "close");
  const timer = setTimeout(() => server.closeAllConnections(), drainMilliseconds + idleMilliseconds);
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
