import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";

import { createPlace, type Place, removePlace } from "../faults/place.js";
import { RequestLoad } from "../faults/request-load.js";
import { ServerProcess, stopAllServers } from "../faults/server-process.js";
import { brokenPromises, SignUps } from "../faults/sign-ups.js";
import { until } from "../faults/until.js";
import { logIn, mutate, whoIs } from "../support/operations.js";
import { createTestDatabase, type TestDatabase } from "../support/test-database.js";
import { clientOfManyConnections, sameSessionAt } from "./separate-connections.js";
import { TcpBalancer } from "./tcp-balancer.js";

// Many processes start here, on a machine that may be busy.

const password = "brave-Tulip-river-42";
let place: Place;
let database: TestDatabase;
let balancer: TcpBalancer;
let servers: ServerProcess[];

beforeAll(() => {
  place = createPlace();
});
beforeEach(async () => {
  database = await createTestDatabase();
  balancer = await TcpBalancer.start();
  servers = await Promise.all([start(), start()]);
  balancer.use(...servers.map(({ url }) => url));
});
afterEach(async () => {
  await balancer.stop();
  await stopAllServers();
  await database.drop();
});
afterAll(async () => removePlace(place));

async function start(): Promise<ServerProcess> {
  const environment = { DATABASE_URL: database.url, GATEHOUSE_DATA_DIR: place.dataDir };
  return ServerProcess.start({ directory: place.directory, environment });
}

describe("two servers on one database, behind a balancer", () => {
  it("know each other's sessions, and the end of one with the very next request", async () => {
    const [first, second] = servers.map(({ url }) => url) as [string, string];
    const ada = clientOfManyConnections(first);
    await mutate(ada, "signUp", { username: "ada", password });
    await logIn(ada, { identifier: "ada", password });
    expect(await whoIs(sameSessionAt(second, ada))).toBe("ada");
    const through = sameSessionAt(balancer.url, ada);
    expect([await whoIs(through), await whoIs(through)]).toEqual(["ada", "ada"]);

    const elsewhere = clientOfManyConnections(second);
    await logIn(elsewhere, { identifier: "ada", password });
    expect(await mutate(elsewhere, "revokeOtherSessions")).toMatchObject({ revokedCount: 1 });
    expect(await whoIs(sameSessionAt(first, ada))).toBeNull();
    expect(await whoIs(sameSessionAt(second, ada))).toBeNull();
  });

  it("count attempts together", async () => {
    const stranger = clientOfManyConnections(balancer.url);
    const reply = async () => stranger.send(`mutation { logIn(input: {identifier: "nobody", password: "wrong"}) { token } }`);
    const codes = [];
    for (let attempt = 0; attempt < 6; attempt++) codes.push((await reply()).code);
    expect(codes.slice(-1)).toEqual(["RATE_LIMITED"]);
  });

  it("fail no request while they are replaced one after the other", async () => {
    const load = new RequestLoad(balancer.url, () => "{ viewer { user { id } } }", 3);
    const signUps = new SignUps(balancer.url, { connection: "close" });
    for (const old of servers) {
      const answered = load.answered;
      await until("requests are under way", () => load.answered > answered + 50);
      const next = await start();
      servers = [...servers.filter((server) => server !== old), next];
      balancer.use(...servers.map(({ url }) => url));
      old.signal("SIGTERM");
      expect(await old.exit).toEqual({ code: 0, signal: null });
    }
    await Promise.all([load.stop(), signUps.stop()]);
    expect([...load.outcomes.keys()]).toEqual([200]);
    expect({ unanswered: signUps.unanswered, refusals: signUps.refusals }).toEqual({ unanswered: [], refusals: [] });
    expect(await brokenPromises(balancer.url, signUps)).toEqual([]);
  });

  it("lose nothing that was acknowledged when one is killed", async () => {
    const [victim, survivor] = servers as [ServerProcess, ServerProcess];
    const signUps = new SignUps(balancer.url);
    await until("people have signed up", () => signUps.acknowledged.length > 20);
    await victim.kill();
    balancer.use(survivor.url);
    const before = signUps.acknowledged.length;
    await until("the other one goes on", () => signUps.acknowledged.length > before + 10 || signUps.unanswered.length >= 8);
    await signUps.stop();
    expect(await brokenPromises(balancer.url, signUps)).toEqual([]);
  });
});
