import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";

import { GraphqlClient } from "../support/graphql-client.js";
import { rawRequest } from "../support/raw-request.js";
import { createTestDatabase } from "../support/test-database.js";
import { ServerProcess, stopAllServers } from "./server-process.js";

interface Line {
  readonly msg: string;
  readonly requestId?: string;
  readonly [name: string]: unknown;
}

const database = await createTestDatabase();
const directory = mkdtempSync(join(tmpdir(), "gatehouse-log-"));
afterAll(async () => {
  await stopAllServers();
  await database.drop();
  rmSync(directory, { recursive: true });
});

/** Runs a server that logs so much, sends it three requests, and gives their ids and the lines about requests. */
async function logOf(level: string) {
  const environment = { DATABASE_URL: database.url, GATEHOUSE_DATA_DIR: directory, GATEHOUSE_LOG_LEVEL: level };
  const server = await ServerProcess.start({ directory, environment });
  const { headers } = await new GraphqlClient(server.url).send("query Chosen { chosen: viewer { user { id } } }");
  const stray = await rawRequest(server.url, { method: "GET", path: "/nowhere/secret-token?x=secret-token" });
  const probe = await rawRequest(server.url, { method: "GET", path: "/healthz" });
  await server.stop();
  const lines = server.complaints.map((line) => JSON.parse(line) as Line).filter(({ msg }) => msg === "request");
  const lineOf = (id: unknown) => lines.find(({ requestId }) => requestId === id);
  const ids = { viewer: headers.get("x-request-id"), stray: stray.headers["x-request-id"], probe: probe.headers["x-request-id"] };
  return { lines, viewer: lineOf(ids.viewer), stray: lineOf(ids.stray), probe: lineOf(ids.probe) };
}

test("the log has a line for each request, by the id that its answer told, and nothing that the client chose", async () => {
  const { lines, viewer, stray, probe } = await logOf("info");
  const common = { level: 30, ms: expect.any(Number), userId: null };
  expect(viewer).toMatchObject({ ...common, method: "POST", operation: "viewer", fields: ["viewer"], status: 200, code: "OK" });
  expect(stray).toMatchObject({ ...common, method: "GET", operation: "page", status: 404, code: "HTTP_404" });
  expect(probe).toBeUndefined();
  expect(JSON.stringify(lines)).not.toMatch(/secret-token|chosen/i);
});

test("the log tells of probes when debugging", async () => {
  expect((await logOf("debug")).probe).toMatchObject({ level: 20, operation: "probe", status: 200 });
});

test("the log is silent about requests that go well unless it is asked", async () => {
  expect((await logOf("warn")).lines).toEqual([]);
});
