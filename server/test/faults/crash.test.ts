import { afterAll, beforeAll, expect, it, jest } from "@jest/globals";

import { createPlace, type Place, removePlace, signalDatabase } from "./place.js";
import { ServerProcess } from "./server-process.js";
import { brokenPromises, SignUps } from "./sign-ups.js";
import { until } from "./until.js";

/** More by hand: `FAULT_ROUNDS=100 npm test -- server/test/faults/crash`. */
const rounds = Number(process.env["FAULT_ROUNDS"] ?? "2");
jest.setTimeout(240_000 + rounds * 10_000);

let place: Place;
beforeAll(() => {
  place = createPlace();
});
afterAll(async () => removePlace(place));

async function start(): Promise<ServerProcess> {
  return ServerProcess.start({ directory: place.directory, environment: { GATEHOUSE_DATA_DIR: place.dataDir } });
}

/** Lets people sign up until some moment in the middle of it. */
async function signUpsUnderWay(server: ServerProcess): Promise<SignUps> {
  const signUps = new SignUps(server.url);
  const enough = 5 + Math.random() * 60;
  await until("people have signed up", () => signUps.acknowledged.length >= enough);
  return signUps;
}

it.each([
  ["the server is", async (server: ServerProcess) => void (await server.kill())],
  [
    "server and database are",
    async (server: ServerProcess) => {
      signalDatabase(place, "SIGKILL");
      await server.kill();
    },
  ],
])("loses nobody when %s killed in the middle of sign-ups and started again", async (_, kill) => {
  let server = await start();
  for (let round = 0; round < rounds; round++) {
    const signUps = await signUpsUnderWay(server);
    await kill(server);
    await signUps.stop();
    server = await start();
    expect(await brokenPromises(server.url, signUps)).toEqual([]);
  }
  expect(await server.stop()).toEqual({ code: 0, signal: null });
});
