import { createServer } from "node:net";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";

import { createPlace, type Place, removePlace, runInDatabase } from "../faults/place.js";
import { RequestLoad } from "../faults/request-load.js";
import { ServerProcess, stopAllServers } from "../faults/server-process.js";
import { brokenPromises, SignUps } from "../faults/sign-ups.js";
import { until } from "../faults/until.js";
import { logIn, mutate, whoIs } from "../support/operations.js";
import { clientOfManyConnections } from "./separate-connections.js";
import { workersOf } from "./workers-of.js";

// Many processes start here, on a machine that may be busy.

const password = "brave-Tulip-river-42";
const orderly = { code: 0, signal: null };
let place: Place;
beforeAll(() => {
  place = createPlace();
});
afterEach(stopAllServers);
afterAll(async () => removePlace(place));

async function start(environment: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
  const settings = { GATEHOUSE_DATA_DIR: place.dataDir, GATEHOUSE_WORKERS: "2", ...environment };
  return ServerProcess.start({ directory: place.directory, environment: settings });
}

describe("GATEHOUSE_WORKERS=2", () => {
  it("shares the port, the embedded database and every session, and ends in an orderly manner", async () => {
    const server = await start();
    expect(workersOf(server)).toHaveLength(2);
    const ada = clientOfManyConnections(server.url);
    await mutate(ada, "signUp", { username: "ada", password });
    await logIn(ada, { identifier: "ada", password });
    expect([await whoIs(ada), await whoIs(ada), await whoIs(ada)]).toEqual(["ada", "ada", "ada"]);
    const other = clientOfManyConnections(server.url);
    await logIn(other, { identifier: "ada", password });
    await mutate(other, "revokeOtherSessions");
    expect([await whoIs(ada), await whoIs(ada)]).toEqual([null, null]);
    expect(server.stdout.match(/listens on/g)).toHaveLength(1);
    expect(await server.stop()).toEqual(orderly);
    expect(server.stderr).not.toMatch(/worker/);
  });

  it("puts another worker in the place of a killed one, and loses nothing that was acknowledged", async () => {
    const server = await start();
    const [victim = 0, survivor] = workersOf(server);
    const signUps = new SignUps(server.url);
    await until("people have signed up", () => signUps.acknowledged.length > 20);
    process.kill(victim, "SIGKILL");
    await until("there are two again", () => {
      const workers = workersOf(server);
      return workers.length === 2 && !workers.includes(victim) && workers.includes(survivor ?? 0);
    });
    await signUps.stop();
    expect({ broken: await brokenPromises(server.url, signUps), complaints: server.complaints }).toEqual({
      broken: [],
      complaints: expect.arrayContaining([`worker ${victim} ended by SIGKILL; another one is started`]),
    });
    expect(await server.stop()).toEqual(orderly);
  });

  it("closes the connections that a killed worker had been handed and had not taken", async () => {
    const server = await start();
    const [victim = 0] = workersOf(server);
    process.kill(victim, "SIGSTOP");
    const requests = Array.from({ length: 8 }, async () => whoIs(clientOfManyConnections(server.url)).then(String, () => "closed"));
    expect(await Promise.any(requests)).toBe("null");
    process.kill(victim, "SIGKILL");
    const outcomes = await Promise.all(requests);
    expect(outcomes).toContain("closed");
    expect(await server.stop()).toEqual(orderly);
  });

  it("hands nothing to a dead worker, although nobody has heard that its channel is closed", async () => {
    // Beside each worker is a process that holds its channel open.
    const holder = join(place.directory, "hold-channel.cjs");
    writeFileSync(
      holder,
      `if (process.channel) require("child_process").spawn("sleep", ["60"], { stdio: ["ignore", "ignore", "ignore", 3] }).unref();`,
    );
    const server = await start({ NODE_OPTIONS: `--require ${holder}` });
    const [victim = 0] = workersOf(server);
    process.kill(victim, "SIGKILL");
    await until("its end is known", () => server.complaints.some((line) => line.includes(`worker ${victim} ended by SIGKILL`)));
    const requests = Array.from({ length: 8 }, async () => whoIs(clientOfManyConnections(server.url)));
    expect(await Promise.all(requests)).toEqual(Array.from({ length: 8 }, () => null));
    expect(await server.stop()).toEqual(orderly);
  });

  it("replaces all workers at SIGHUP without a failed request, readiness stays green", async () => {
    const server = await start();
    const old = workersOf(server);
    const load = new RequestLoad(server.url, () => "{ viewer { user { id } } }", 3);
    const signUps = new SignUps(server.url);
    await until("requests are under way", () => load.answered > 50 && signUps.acknowledged.length > 5);
    server.signal("SIGHUP");
    await until("all workers are others", async () => {
      expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
      const workers = workersOf(server);
      return workers.length === 2 && workers.every((worker) => !old.includes(worker));
    });
    await Promise.all([load.stop(), signUps.stop()]);
    expect([...load.outcomes.keys()]).toEqual([200]);
    expect({ unanswered: signUps.unanswered, refusals: signUps.refusals }).toEqual({ unanswered: [], refusals: [] });
    expect(await server.stop()).toEqual(orderly);
  });

  it("goes on with the old workers when the new ones cannot start at SIGHUP", async () => {
    const server = await start();
    const old = workersOf(server);
    writeFileSync(join(place.directory, ".env"), "GATEHOUSE_BCRYPT_COST=nonsense\nGATEHOUSE_LOG_LEVEL=nonsense\n");
    server.signal("SIGHUP");
    await until("it has said so", () => server.stderr.includes("the old ones go on"));
    writeFileSync(join(place.directory, ".env"), "");
    expect(server.complaints).toContainEqual(expect.stringMatching(/^GATEHOUSE_LOG_LEVEL: must be/));
    expect(workersOf(server)).toEqual(old);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    expect(await server.stop()).toEqual(orderly);
  });

  it("says once why it cannot start", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as { port: number };
    const environment = { GATEHOUSE_DATA_DIR: place.dataDir, GATEHOUSE_WORKERS: "2", PORT: String(port) };
    const server = new ServerProcess({ directory: place.directory, environment });
    expect(await server.exit).toEqual({ code: 1, signal: null });
    expect(server.complaints).toEqual([expect.stringMatching(/^PORT: something listens on/)]);
    taken.close();
  });

  it("ends with a clear line when workers die at once, again and again", async () => {
    const server = await start();
    const [, victim = 0] = workersOf(server);
    writeFileSync(join(place.directory, ".env"), "GATEHOUSE_LOG_LEVEL=nonsense\n");
    process.kill(victim, "SIGKILL");
    expect(await server.exit).toEqual({ code: 1, signal: null });
    writeFileSync(join(place.directory, ".env"), "");
    expect(server.complaints).toContain("GATEHOUSE_WORKERS: 5 workers in a row died at once; what they wrote stands above");
  });

  it("leaves no worker behind when the process above them is killed", async () => {
    const server = await start();
    const workers = workersOf(server);
    await server.kill();
    const isAlive = (pid: number) => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    await until("no worker is left", () => !workers.some(isAlive));
    const next = await start();
    expect(await runInDatabase(place, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    expect(await next.stop()).toEqual(orderly);
  });
});
