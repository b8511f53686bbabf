import { afterAll, describe, expect, test } from "@jest/globals";

import { logIn, send } from "../../support/operations.js";
import { clientOf, createPerson } from "../../support/people.js";
import { rawRequest } from "../../support/raw-request.js";
import { createTestServer } from "../../support/test-server.js";

const token = "a-token-for-tests-of-metrics";
const withoutMetrics = await createTestServer();
const onMainPort = await createTestServer({ GATEHOUSE_METRICS: "main", GATEHOUSE_METRICS_TOKEN: token });
const onOwnPort = await createTestServer({ GATEHOUSE_METRICS: "127.0.0.1:0" });
afterAll(async () => {
  for (const server of [withoutMetrics, onMainPort, onOwnPort]) await server.stop();
});

/** The values by name and labels, as the text of Prometheus writes them. */
async function read(): Promise<ReadonlyMap<string, number>> {
  const { text } = await rawRequest(onOwnPort.metricsUrl ?? "", { method: "GET", path: "/metrics" });
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ") + 1))]));
}

/** How much a counter has grown through some work. */
async function growthOf(name: string, work: () => Promise<unknown>): Promise<number> {
  const before = (await read()).get(name) ?? 0;
  await work();
  return ((await read()).get(name) ?? 0) - before;
}

describe("who may read the metrics", () => {
  test("nobody, unless the settings say where", async () => {
    const answer = await rawRequest(withoutMetrics.url, { method: "GET", path: "/metrics" });
    expect([answer.status, withoutMetrics.metricsUrl]).toEqual([404, undefined]);
  });

  test.each([
    ["no token", undefined],
    ["a wrong token", `Bearer ${token}x`],
    ["the token in another scheme", `Basic ${token}`],
  ])("on the port of the API, %s reads nothing", async (_, authorization) => {
    const headers = authorization === undefined ? {} : { authorization };
    const { status, text, headers: answered } = await rawRequest(onMainPort.url, { method: "GET", path: "/metrics", headers });
    expect([status, answered["www-authenticate"]]).toEqual([401, "Bearer"]);
    expect(text).not.toContain("gatehouse_");
  });

  test("on the port of the API, the token reads them", async () => {
    const headers = { authorization: `Bearer ${token}` };
    const { status, text } = await rawRequest(onMainPort.url, { method: "GET", path: "/metrics", headers });
    expect(status).toBe(200);
    expect(text).toContain("gatehouse_requests_total");
  });

  test("on a port of their own they are, and nothing else is", async () => {
    const other = await rawRequest(onOwnPort.metricsUrl ?? "", { method: "POST", path: "/graphql", body: '{"query":"{ __typename }"}' });
    const main = await rawRequest(onOwnPort.url, { method: "GET", path: "/metrics" });
    expect([other.status, main.status]).toEqual([404, 404]);
    expect((await read()).size).toBeGreaterThan(0);
  });
});

describe("the metrics count", () => {
  test("requests by root field and by code, whatever a client calls them", async () => {
    const client = onOwnPort.client();
    const viewer = 'gatehouse_requests_total{operation="viewer",code="OK"}';
    expect(await growthOf(viewer, async () => client.send("query Mine { mine: viewer { user { id } } }"))).toBe(1);
    const users = 'gatehouse_requests_total{operation="users",code="UNAUTHENTICATED"}';
    expect(await growthOf(users, async () => client.send("{ users { totalCount } }"))).toBe(1);
    const several = 'gatehouse_requests_total{operation="several",code="OK"}';
    const document = "{ ...Both } fragment Both on Query { viewer { user { id } } authConfig { signUpOpen } }";
    expect(await growthOf(several, async () => client.send(document))).toBe(1);
    expect([...(await read()).keys()].join()).not.toMatch(/Mine|mine|Both/);
  });

  test("requests that never become one", async () => {
    const invalid = 'gatehouse_requests_total{operation="invalid",code="BAD_USER_INPUT"}';
    expect(await growthOf(invalid, async () => onOwnPort.client().send("{ nothingOfTheKind }"))).toBe(1);
    const refused = 'gatehouse_requests_total{operation="invalid",code="HTTP_405"}';
    expect(await growthOf(refused, async () => rawRequest(onOwnPort.url, { method: "GET" }))).toBe(1);
  });

  test("how long they took", async () => {
    const count = 'gatehouse_request_seconds_count{operation="authConfig"}';
    expect(await growthOf(count, async () => onOwnPort.client().send("{ authConfig { signUpOpen } }"))).toBe(1);
  });

  test("looks at sessions by result", async () => {
    const person = await createPerson(onOwnPort);
    const found = await clientOf(onOwnPort, person);
    const document = "{ viewer { user { id } } }";
    expect(await growthOf('gatehouse_session_checks_total{result="found"}', async () => found.send(document))).toBe(1);
    expect(await growthOf('gatehouse_session_checks_total{result="none"}', async () => onOwnPort.client().send(document))).toBe(1);
    const refused = onOwnPort.client();
    refused.cookies.set("gatehouse_session", "0199aa00-0000-7000-8000-000000000000.x");
    expect(await growthOf('gatehouse_session_checks_total{result="refused"}', async () => refused.send(document))).toBe(1);
  });

  test("log-ins by outcome, and the hashing they cost", async () => {
    const { username: identifier, password } = await createPerson(onOwnPort);
    const right = async () => logIn(onOwnPort.client(), { identifier, password });
    expect(await growthOf('gatehouse_log_ins_total{outcome="succeeded"}', right)).toBe(1);
    expect(await growthOf('gatehouse_hashing_seconds_count{task="check"}', right)).toBe(1);
    const wrong = async () => send(onOwnPort.client(), "logIn", { identifier, password: "something else" });
    expect(await growthOf('gatehouse_log_ins_total{outcome="failed"}', wrong)).toBe(1);
  });

  test("the pool, the queue, the jobs and the event loop", async () => {
    const values = await read();
    expect(values.get('gatehouse_database_connections{state="total"}')).toBeGreaterThan(0);
    expect(values.get("gatehouse_hashing_queue")).toBe(0);
    expect(values.get('gatehouse_jobs_waiting{job="send-password-reset"}')).toBe(0);
    expect(values.get('gatehouse_job_lag_seconds{job="send-password-reset"}')).toBe(0);
    expect(values.has("nodejs_eventloop_lag_p99_seconds")).toBe(true);
  });
});
