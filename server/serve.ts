import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
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

/** Connects, migrates, and listens. */
export async function serve(settings: Settings, tell: (line: string) => void, replacements: Replacements = {}): Promise<RunningServer> {
  const gatehouse = await openGatehouse(settings, tell, replacements);
  try {
    const server = createHttpServer(gatehouse.listener);
    server.listen(settings.port, settings.host);
    await once(server, "listening");
    const finish = onlyOnce(async (graceMilliseconds) => {
      await delay(graceMilliseconds);
      await drain(server);
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

/** Takes no more connections, waits for requests under way, and cuts what is left over. */
async function drain(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  const timer = setTimeout(() => server.closeAllConnections(), drainMilliseconds);
  await closed;
  clearTimeout(timer);
}

function onlyOnce(finish: (graceMilliseconds: number) => Promise<void>): (graceMilliseconds: number) => Promise<void> {
  let finishing: Promise<void> | undefined;
  return async (graceMilliseconds) => (finishing ??= finish(graceMilliseconds));
}
