import { afterAll, beforeAll, expect, it } from "@jest/globals";

import { GraphqlClient } from "../support/graphql-client.js";
import { send } from "../support/operations.js";
import { createPlace, type Place, postmasterPid, removePlace, runInDatabase, signalDatabase } from "./place.js";
import { ServerProcess } from "./server-process.js";
import { brokenPromises, SignUps } from "./sign-ups.js";
import { until } from "./until.js";

let place: Place;
let server: ServerProcess;
beforeAll(async () => {
  place = createPlace();
  server = await ServerProcess.start({ directory: place.directory, environment: { GATEHOUSE_DATA_DIR: place.dataDir } });
});
afterAll(async () => removePlace(place));

async function statusOf(path: string): Promise<number> {
  return (await fetch(`${server.url}${path}`)).status;
}

/** Ends the database with a signal under load; gives the load and how long the server was not ready. */
async function endDatabase(signal: NodeJS.Signals): Promise<{ signUps: SignUps; gapMilliseconds: number }> {
  const signUps = new SignUps(server.url);
  await until("people have signed up", () => signUps.acknowledged.length >= 20);
  const old = signalDatabase(place, signal);
  const begin = performance.now();
  await until("another database runs", () => ![old, undefined].includes(postmasterPid(place)));
  await until("the server is ready", async () => (await statusOf("/readyz")) === 200);
  const gapMilliseconds = performance.now() - begin;
  const before = signUps.acknowledged.length;
  await until("people sign up again", () => signUps.acknowledged.length >= before + 20);
  await signUps.stop();
  return { signUps, gapMilliseconds };
}

it.each(["SIGKILL", "SIGQUIT", "SIGINT"] as const)("outlives a database that gets %s, and loses nobody", async (signal) => {
  const { signUps, gapMilliseconds } = await endDatabase(signal);
  expect(gapMilliseconds).toBeLessThan(5_000);
  expect(signUps.unanswered).toEqual([]);
  expect(signUps.slowestMilliseconds).toBeLessThan(6_000);
  expect(await brokenPromises(server.url, signUps)).toEqual([]);
});

it("answers requests in the gap with one retryable code", async () => {
  const { signUps } = await endDatabase("SIGKILL");
  const answers = signUps.refusals.map(({ status, code, headers }) => `${status} ${code}, retry after ${headers.get("retry-after")}`);
  expect(new Set(answers)).toEqual(new Set(["503 SERVICE_UNAVAILABLE, retry after 2"]));
});

it("is alive but not ready while the database hangs", async () => {
  const backends = await runInDatabase(place, "SELECT pid FROM pg_stat_activity WHERE application_name = 'gatehouse'");
  const pids = backends.map(({ pid }) => Number(pid));
  for (const pid of pids) process.kill(pid, "SIGSTOP");
  signalDatabase(place, "SIGSTOP");
  try {
    expect(await Promise.all([statusOf("/healthz"), statusOf("/readyz")])).toEqual([200, 503]);
  } finally {
    for (const pid of pids) process.kill(pid, "SIGCONT");
    signalDatabase(place, "SIGCONT");
  }
  await until("the server is ready", async () => (await statusOf("/readyz")) === 200);
});

it("goes on with its jobs after the database was away", async () => {
  const client = new GraphqlClient(server.url);
  const email = "ada@example.com";
  await send(client, "signUp", { username: "ada", email, password: "brave-Tulip-river-42" });
  await endDatabase("SIGKILL");
  await send(client, "requestPasswordReset", { email });
  await until("the mail is printed", () => server.stdout.includes(`To: ${email}`));
  expect(server.stdout.split(`To: ${email}`)).toHaveLength(2);
});
