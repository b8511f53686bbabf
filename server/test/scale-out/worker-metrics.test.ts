import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from "@jest/globals";

import { createPlace, type Place, removePlace } from "../faults/place.js";
import { ServerProcess, stopAllServers } from "../faults/server-process.js";
import { until } from "../faults/until.js";
import { rawRequest } from "../support/raw-request.js";
import { clientOfManyConnections } from "./separate-connections.js";
import { workersOf } from "./workers-of.js";

// Many processes start here, on a machine that may be busy.
jest.setTimeout(240_000);
const patience = 120_000;

const token = "a-token-for-tests-of-metrics";
let place: Place;
beforeAll(() => {
  place = createPlace();
});
afterEach(stopAllServers);
afterAll(async () => removePlace(place));

async function start(metrics: string): Promise<ServerProcess> {
  const environment = {
    GATEHOUSE_DATA_DIR: place.dataDir,
    GATEHOUSE_WORKERS: "2",
    GATEHOUSE_METRICS: metrics,
    GATEHOUSE_METRICS_TOKEN: token,
  };
  return ServerProcess.start({ directory: place.directory, environment });
}

/** The values by name and labels, from whichever worker takes the connection. */
async function scrape(server: ServerProcess): Promise<ReadonlyMap<string, number>> {
  const address = /metrics {3}(\S+)\/metrics/.exec(server.stdout)?.[1] ?? server.url;
  const headers = { authorization: `Bearer ${token}`, connection: "close" };
  const { status, text } = await rawRequest(address, { method: "GET", path: "/metrics", headers });
  expect(status).toBe(200);
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ") + 1))]));
}

const viewers = 'gatehouse_requests_total{operation="viewer",code="OK"}';
const viewerTimes = 'gatehouse_request_seconds_bucket{le="+Inf",operation="viewer"}';
/** The same in every process, so that the sum tells how many were asked. */
const addedUpOverWorkers = "process_max_fds";

/** Asks for the viewer so many times, each time on a connection of its own, which go to the workers in turn. */
async function askForViewer(server: ServerProcess, times: number): Promise<void> {
  for (let time = 0; time < times; time++) await clientOfManyConnections(server.url).send("{ viewer { user { id } } }");
}

describe("metrics of two workers", () => {
  it.each(["main", "127.0.0.1:0"])("are added up, whichever of them is asked, with GATEHOUSE_METRICS=%s", async (metrics) => {
    const server = await start(metrics);
    await askForViewer(server, 9);
    for (let time = 0; time < 4; time++) {
      const values = await scrape(server);
      expect([values.get(viewers), values.get(viewerTimes)]).toEqual([9, 9]);
    }
  });

  it("are told while one of them is frozen, without its own", async () => {
    const server = await start("main");
    await askForViewer(server, 8);
    const [frozen = 0] = workersOf(server);
    process.kill(frozen, "SIGSTOP");
    // The frozen worker is handed one connection at most.
    const answers = [scrape(server), scrape(server)];
    const first = await Promise.race(answers).finally(() => process.kill(frozen, "SIGCONT"));
    expect(first.get(viewers)).toBeGreaterThan(0);
    expect(first.get(viewers)).toBeLessThan(8);
    await Promise.all(answers);
    expect((await scrape(server)).get(viewers)).toBe(8);
  });

  it("are told after one of them was killed, by the other and then by its successor as well", async () => {
    const server = await start("127.0.0.1:0");
    await askForViewer(server, 8);
    const ofTwo = (await scrape(server)).get(addedUpOverWorkers);
    const [victim = 0] = workersOf(server);
    process.kill(victim, "SIGKILL");
    await until("its end is noticed", () => server.stderr.includes(`worker ${victim} ended`), patience);
    const left = (await scrape(server)).get(viewers) ?? 0;
    expect(left).toBeLessThan(8);
    await until("two are counted", async () => (await scrape(server)).get(addedUpOverWorkers) === ofTwo, patience);
    await askForViewer(server, 4);
    for (let time = 0; time < 4; time++) expect((await scrape(server)).get(viewers)).toBe(left + 4);
  });
});
