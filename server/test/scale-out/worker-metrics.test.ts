import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";

import { createPlace, type Place, removePlace } from "../faults/place.js";
import { RequestLoad } from "../faults/request-load.js";
import { ServerProcess, stopAllServers } from "../faults/server-process.js";
import { until } from "../faults/until.js";
import { rawRequest } from "../support/raw-request.js";
import { clientOfManyConnections } from "./separate-connections.js";
import { workersOf } from "./workers-of.js";

// Many processes start here, on a machine that may be busy.

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

/** Counters and histograms that tell less than before, with those of the process itself. */
function fallen(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): string[] {
  const counts = [...before].filter(([series]) => /^(gatehouse|process_cpu|nodejs_gc)_\w+_(total|bucket|sum|count)\b/.test(series));
  return counts.flatMap(([series, value]) => ((after.get(series) ?? 0) < value ? [series] : []));
}

/** Ends a worker; the start of another one may take a while. */
async function end(server: ServerProcess, worker: number, signal: NodeJS.Signals): Promise<void> {
  process.kill(worker, signal);
  await until("its end is noticed", () => server.stderr.includes(`worker ${worker} ended`));
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

  it("are told while one of them is frozen: its counters as it told them last, its gauges not at all", async () => {
    const server = await start("main");
    await askForViewer(server, 8);
    const ofTwo = await scrape(server);
    await askForViewer(server, 4);
    const [frozen = 0] = workersOf(server);
    process.kill(frozen, "SIGSTOP");
    // The frozen worker is handed one connection at most.
    const answers = [scrape(server), scrape(server)];
    const first = await Promise.race(answers).finally(() => process.kill(frozen, "SIGCONT"));
    expect(first.get(addedUpOverWorkers)).toBe((ofTwo.get(addedUpOverWorkers) ?? 0) / 2);
    expect(first.get(viewers)).toBeGreaterThan(8);
    expect(first.get(viewers)).toBeLessThan(12);
    await Promise.all(answers);
    expect((await scrape(server)).get(viewers)).toBe(12);
  });

  it("are exact after SIGHUP has replaced both, and their counters never fall meanwhile", async () => {
    const server = await start("main");
    const old = workersOf(server);
    const load = new RequestLoad(server.url, () => "{ viewer { user { id } } }", 3);
    await until("requests are under way", () => load.answered > 50);
    server.signal("SIGHUP");
    let before = await scrape(server);
    await until("all workers are others", async () => {
      const [one, other] = await Promise.all([scrape(server), scrape(server)]);
      expect([...fallen(before, one), ...fallen(before, other)]).toEqual([]);
      before = other;
      const workers = workersOf(server);
      return workers.length === 2 && workers.every((worker) => !old.includes(worker));
    });
    await load.stop();
    const after = await scrape(server);
    expect([after.get(viewers), after.get(viewerTimes)]).toEqual([load.answered, load.answered]);
  });

  it("keep what a worker that gets SIGTERM counted since it was last asked", async () => {
    const server = await start("main");
    await askForViewer(server, 8);
    const [worker = 0] = workersOf(server);
    await end(server, worker, "SIGTERM");
    expect((await scrape(server)).get(viewers)).toBe(8);
  });

  it("keep what killed workers had told, also when no worker is left that knew them", async () => {
    const server = await start("127.0.0.1:0");
    await askForViewer(server, 8);
    const before = await scrape(server);
    const areTwo = async () => (await scrape(server)).get(addedUpOverWorkers) === before.get(addedUpOverWorkers);
    for (const worker of workersOf(server)) {
      await end(server, worker, "SIGKILL");
      await until("two are counted", areTwo);
    }
    const after = await scrape(server);
    expect(fallen(before, after)).toEqual([]);
    expect(after.get(viewers)).toBe(8);
    await askForViewer(server, 4);
    for (let time = 0; time < 4; time++) expect((await scrape(server)).get(viewers)).toBe(12);
  });
});
