import { afterAll, describe, expect, test } from "@jest/globals";

import { workDone } from "../../support/mailbox.js";
import { logIn, mutate } from "../../support/operations.js";
import { clientOf, createPerson, goodPassword } from "../../support/people.js";
import { createTestServer } from "../../support/test-server.js";
import { type ReceivedSpan, TraceCollector } from "../../support/trace-collector.js";

const caller = { traceId: "4bf92f3577b34da6a3ce929d0e0e4736", spanId: "00f067aa0ba902b7" };

const collector = await new TraceCollector().start();
afterAll(async () => collector.stop());

/** Lets a server do something of everything, until it has sent all its spans; gives what its clients saw. */
async function story() {
  const server = await createTestServer({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, GATEHOUSE_LOG_LEVEL: "silent" });
  const person = await createPerson(server);
  const client = await clientOf(server, person);
  client.headers["traceparent"] = `00-${caller.traceId}-${caller.spanId}-00`;
  const followed = await client.send("{ viewer { user { id } } }");
  client.headers["traceparent"] = "00-nonsense";
  const strange = await client.send("{ authConfig { signUpOpen } }");
  delete client.headers["traceparent"];
  await mutate(server.client(), "requestPasswordReset", { email: person.email });
  await workDone(server);
  await server.database.execute("ALTER TABLE lockouts RENAME TO gone");
  const failed = await server.client().send("mutation ($input: LogInInput!) { logIn(input: $input) { userErrors { code } } }", {
    input: { identifier: person.username, password: goodPassword },
  });
  await server.database.execute("ALTER TABLE gone RENAME TO lockouts");
  await logIn(server.client(), { identifier: person.username, password: goodPassword });
  await server.stop();
  return { person, followed, strange, failed };
}

const told = await story();
const { spans } = collector;

/** The spans of the first request of this name, but for the request itself. */
function partsOf(name: string): ReceivedSpan[] {
  const root = spans.find((span) => span.name === name && span.kind === 2);
  return spans.filter(({ traceId, spanId }) => traceId === root?.traceId && spanId !== root.spanId);
}

const namesOf = (found: readonly ReceivedSpan[]) => found.map(({ name }) => name);

describe("a trace", () => {
  test("tells the statements and the hashing of a log-in", () => {
    expect(namesOf(partsOf("logIn"))).toEqual(expect.arrayContaining(["find-user-by-identifier", "hash password", "start-session"]));
  });

  test("goes on in the job that a request ordered, with its transaction, and in its mail", () => {
    const parts = namesOf(partsOf("requestPasswordReset"));
    expect(parts).toEqual(expect.arrayContaining(["job send-password-reset", "transaction", "send mail"]));
  });

  test("goes on from whoever sent a traceparent, however little of it they want kept", () => {
    expect(spans.find(({ name }) => name === "viewer")).toMatchObject({ traceId: caller.traceId, parentSpanId: caller.spanId, kind: 2 });
    expect(told.followed.headers.get("traceparent")).toMatch(new RegExp(`^00-${caller.traceId}-[0-9a-f]{16}-01$`));
  });

  test("begins anew where a traceparent is rubbish", () => {
    const traceId = told.strange.headers.get("traceparent")?.split("-")[1];
    expect(traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(spans.find(({ name }) => name === "authConfig")).toMatchObject({ traceId });
  });

  test("has the id that the answer to a failed request names", () => {
    expect(told.failed.code).toBe("INTERNAL_SERVER_ERROR");
    const traceId = told.failed.body.errors?.[0]?.extensions["traceId"];
    expect(told.failed.headers.get("traceparent")).toContain(`-${String(traceId)}-`);
    const ofTrace = spans.filter((span) => span.traceId === traceId);
    expect(namesOf(ofTrace)).toContain("logIn");
    expect(ofTrace.filter(({ status }) => status.code === 2)).not.toEqual([]);
  });

  test("begins with requests and jobs only", () => {
    const first = spans.filter(({ parentSpanId }) => parentSpanId === undefined);
    expect(first.filter(({ kind }) => kind !== 2 && kind !== 5)).toEqual([]);
  });

  test("tells nothing that people typed, and no text of a statement", () => {
    const sent = collector.bodies.join();
    for (const hidden of [told.person.username, told.person.email, goodPassword, "FROM", "WHERE"]) expect(sent).not.toContain(hidden);
  });
});

describe("without a collector", () => {
  test("a failed request names the id of the request, and there is no traceparent", async () => {
    const server = await createTestServer({ GATEHOUSE_LOG_LEVEL: "silent" });
    try {
      await server.database.execute("ALTER TABLE lockouts RENAME TO gone");
      const { headers, body } = await server
        .client()
        .send("mutation ($input: LogInInput!) { logIn(input: $input) { userErrors { code } } }", {
          input: { identifier: "anybody", password: goodPassword },
        });
      expect(body.errors?.[0]?.extensions["traceId"]).toBe(headers.get("x-request-id"));
      expect(headers.get("traceparent")).toBeNull();
    } finally {
      await server.stop();
    }
  });
});
