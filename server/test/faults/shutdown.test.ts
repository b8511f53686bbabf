import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";

import { GraphqlClient } from "../support/graphql-client.js";
import { mutate, send } from "../support/operations.js";
import { createTestDatabase, type TestDatabase } from "../support/test-database.js";
import { createPlace, type Place, removePlace } from "./place.js";
import { RequestLoad } from "./request-load.js";
import { type Exit, ServerProcess } from "./server-process.js";
import { until } from "./until.js";

const orderly: Exit = { code: 0, signal: null };
const limitMilliseconds = 10_000;
const password = "brave-Tulip-river-42";

let place: Place;
let database: TestDatabase;
/** Takes connections and says nothing, so that a mail is under way for a long time. */
let silentMailServer: Server;
let server: ServerProcess;
beforeAll(async () => {
  place = createPlace();
  database = await createTestDatabase();
  silentMailServer = createServer((socket) => socket.on("error", () => undefined)).listen(0, "127.0.0.1");
  await once(silentMailServer, "listening");
});
beforeEach(async () => {
  const environment = {
    DATABASE_URL: database.url,
    SMTP_URL: `smtp://127.0.0.1:${(silentMailServer.address() as AddressInfo).port}`,
    GATEHOUSE_DATA_DIR: place.dataDir,
    GATEHOUSE_BCRYPT_COST: "12",
  };
  server = await ServerProcess.start({ directory: place.directory, environment });
});
afterEach(async () => void (await server.kill()));
afterAll(async () => {
  silentMailServer.close();
  await removePlace(place);
  await database.drop();
});

async function exitWithin(milliseconds: number): Promise<Exit> {
  const begin = performance.now();
  const exit = await server.exit;
  expect(performance.now() - begin).toBeLessThan(milliseconds);
  return exit;
}

async function readinessIsRed(): Promise<void> {
  await until("readiness is red", async () => (await fetch(`${server.url}/readyz`)).status === 503);
}

/** A connection that has sent some text and waits. */
async function openConnection(text: string): Promise<Socket> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => undefined);
  await once(socket, "connect");
  socket.write(text);
  return socket;
}

/** Many quick requests, and some that take a quarter of a second. */
async function requestsUnderWay(): Promise<[RequestLoad, RequestLoad]> {
  const quick = new RequestLoad(server.url, () => "{ viewer { user { id } } }", 6);
  // Always somebody else: too many failures of one name would be refused quickly.
  const logIn = () => `mutation { logIn(input: {identifier: "${randomUUID()}", password: "wrong"}) { token } }`;
  const slow = new RequestLoad(server.url, logIn, 2);
  await until("requests are under way", () => quick.answered > 100 && slow.answered > 2);
  return [quick, slow];
}

describe("SIGTERM", () => {
  it("fails no request of clients who go elsewhere once readiness is red", async () => {
    const loads = await requestsUnderWay();
    server.signal("SIGTERM");
    await readinessIsRed();
    await Promise.all(loads.map(async (load) => load.stop()));
    expect(loads.map(({ outcomes }) => [...outcomes.keys()])).toEqual([[200], [200]]);
    expect(await exitWithin(limitMilliseconds)).toEqual(orderly);
  });

  it("finishes every request that it took from clients who do not look", async () => {
    const loads = await requestsUnderWay();
    server.signal("SIGTERM");
    expect(await exitWithin(limitMilliseconds)).toEqual(orderly);
    await Promise.all(loads.map(async (load) => load.stop()));
    expect(loads.flatMap(({ outcomes }) => [...outcomes.keys()]).filter((outcome) => ![200, "refused"].includes(outcome))).toEqual([]);
  });

  it("does not wait for a client that keeps its connection", async () => {
    const socket = await openConnection("GET /healthz HTTP/1.1\r\nHost: test\r\n\r\n");
    await once(socket, "data");
    server.signal("SIGTERM");
    expect(await exitWithin(4_000)).toEqual(orderly);
  });

  it("waits neither for ever for a client that never finishes its request, nor for a silent mail server", async () => {
    const mailConnection = once(silentMailServer, "connection");
    const client = new GraphqlClient(server.url);
    await mutate(client, "signUp", { username: "grace", email: "grace@example.com", password });
    await mutate(client, "requestPasswordReset", { email: "grace@example.com" });
    await mailConnection;
    const head = "POST /graphql HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n";
    await openConnection(`${head}{"query":`);
    server.signal("SIGTERM");
    expect(await exitWithin(limitMilliseconds)).toEqual(orderly);
  });

  it("does no harm when it comes twice, or with SIGINT", async () => {
    const answer = send(new GraphqlClient(server.url), "signUp", { username: "ada", password });
    server.signal("SIGTERM");
    await readinessIsRed();
    server.signal("SIGTERM");
    server.signal("SIGINT");
    expect((await answer).body.data?.payload?.user?.username).toBe("ada");
    expect(await exitWithin(limitMilliseconds)).toEqual(orderly);
  });
});

it("SIGINT ends the process with 0, and a request under way is answered", async () => {
  const socket = await openConnection("");
  const body = `{"query":"mutation { logIn(input: {identifier: \\"nobody\\", password: \\"wrong\\"}) { token } }"}`;
  const head = `POST /graphql HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
  socket.write(head + body.slice(0, -1));
  // The last byte follows when the server has begun to read, and a moment later comes the signal.
  await new GraphqlClient(server.url).send("{ __typename }");
  socket.write(body.slice(-1));
  await new GraphqlClient(server.url).send("{ __typename }");
  server.signal("SIGINT");
  const answer = Buffer.concat(await socket.toArray());
  expect(answer.toString()).toMatch(/^HTTP\/1.1 200 /);
  expect(await exitWithin(4_000)).toEqual(orderly);
});
