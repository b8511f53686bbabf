import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "@jest/globals";
import { contentsOf } from "../../support/database-contents.js";
import { mutations, whoIs } from "../../support/operations.js";
import { clientOf, createPerson, goodPassword } from "../../support/people.js";
import { rawRequest, type RawRequest } from "../../support/raw-request.js";
import { createTestServer } from "../../support/test-server.js";

const own = "http://gatehouse.example:4000";
const frontEnd = "https://app.example.com";
const server = await createTestServer({ GATEHOUSE_BASE_URL: own, GATEHOUSE_ALLOWED_ORIGINS: frontEnd });
afterAll(async () => server.stop());

const query = JSON.stringify({ query: "{ viewer { user { username } } }" });
const signUp = JSON.stringify({ query: mutations.signUp, variables: { input: { username: "stranger", password: goodPassword } } });
const json = (value: unknown) => ({ body: JSON.stringify(value) });
const raw = async (request: RawRequest) => rawRequest(server.url, request);

/** What no answer may ever show of the inside. */
const inside = /stack|\.(ts|js)[:"]|node_modules|select |insert |relation |syntax error at|postgres|typeorm|apollo/i;

async function expectRefusal(request: RawRequest, status: number, code: string): Promise<void> {
  const answer = await raw(request);
  expect([answer.status, answer.headers["content-type"]]).toEqual([status, "application/json; charset=utf-8"]);
  const body = JSON.parse(answer.text) as { errors: { message: string; extensions: { code: string } }[] };
  expect(body.errors.map(({ extensions }) => extensions.code)).toEqual([code]);
  expect(body.errors[0]?.message).toEqual(expect.any(String));
  expect(answer.text).not.toMatch(inside);
}

describe("the gate refuses", () => {
  test.each<[string, RawRequest, number, string]>([
    ["GET", { method: "GET" }, 405, "METHOD_NOT_ALLOWED"],
    ["GET with a query", { method: "GET", path: `/graphql?query=${encodeURIComponent("{viewer{user{id}}}")}` }, 405, "METHOD_NOT_ALLOWED"],
    ["PUT", { method: "PUT", body: query }, 405, "METHOD_NOT_ALLOWED"],
    ["DELETE", { method: "DELETE" }, 405, "METHOD_NOT_ALLOWED"],
    ["no content type", { headers: { "content-type": "" }, body: query }, 415, "UNSUPPORTED_MEDIA_TYPE"],
    ["text/plain", { headers: { "content-type": "text/plain" }, body: query }, 415, "UNSUPPORTED_MEDIA_TYPE"],
    ["an HTML form", { headers: { "content-type": "application/x-www-form-urlencoded" }, body: query }, 415, "UNSUPPORTED_MEDIA_TYPE"],
    ["a form with files", { headers: { "content-type": "multipart/form-data; boundary=x" }, body: query }, 415, "UNSUPPORTED_MEDIA_TYPE"],
    [
      "a bare GraphQL document",
      { headers: { "content-type": "application/graphql" }, body: "{ viewer { user { id } } }" },
      415,
      "UNSUPPORTED_MEDIA_TYPE",
    ],
    ["JSON with a suffix", { headers: { "content-type": "application/json+x" }, body: query }, 415, "UNSUPPORTED_MEDIA_TYPE"],
    ["charset UTF-7", { headers: { "content-type": "application/json; charset=utf-7" }, body: query }, 415, "UNSUPPORTED_MEDIA_TYPE"],
    [
      "charset UTF-16",
      { headers: { "content-type": "application/json; charset=utf-16" }, body: Buffer.from(query, "utf16le") },
      415,
      "UNSUPPORTED_MEDIA_TYPE",
    ],
    ["two content types", { headers: { "content-type": "application/json, text/plain" }, body: query }, 415, "UNSUPPORTED_MEDIA_TYPE"],
    ["a compressed body", { headers: { "content-encoding": "gzip" }, body: gzipSync(query) }, 415, "UNSUPPORTED_MEDIA_TYPE"],
    ["an unknown encoding", { headers: { "content-encoding": "zstd" }, body: query }, 415, "UNSUPPORTED_MEDIA_TYPE"],
    ["a body above 256 KiB", { body: JSON.stringify({ query: " ".repeat(256 * 1024) }) }, 413, "PAYLOAD_TOO_LARGE"],
    ["an empty body", {}, 400, "BAD_USER_INPUT"],
    ["half a JSON text", { body: query.slice(0, -1) }, 400, "BAD_USER_INPUT"],
    ["no JSON", { body: "query=x" }, 400, "BAD_USER_INPUT"],
    ["bytes that are no UTF-8", { body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]) }, 400, "BAD_USER_INPUT"],
    ["a list of operations", { body: `[${query},${query}]` }, 400, "BAD_USER_INPUT"],
    ["a text", json("{ viewer { user { id } } }"), 400, "BAD_USER_INPUT"],
    ["null", json(null), 400, "BAD_USER_INPUT"],
    ["no query", json({}), 400, "BAD_USER_INPUT"],
    ["a blank query", json({ query: " " }), 400, "BAD_USER_INPUT"],
    ["a query that is no text", json({ query: ["{ viewer { user { id } } }"] }), 400, "BAD_USER_INPUT"],
    ["variables that are no object", json({ query: "{ me { id } }", variables: "x" }), 400, "BAD_USER_INPUT"],
    ["variables that are a list", json({ query: "{ me { id } }", variables: [] }), 400, "BAD_USER_INPUT"],
    ["an operation name that is no text", json({ query: "{ me { id } }", operationName: 1 }), 400, "BAD_USER_INPUT"],
    ["an unknown member", json({ query: "{ me { id } }", id: "x" }), 400, "BAD_USER_INPUT"],
    ["deep nesting", { body: `{"query":"{ me { id } }","variables":{"a":${"[".repeat(5000)}${"]".repeat(5000)}}}` }, 400, "BAD_USER_INPUT"],
    ["an unknown address", { path: "/graphq" }, 404, "NOT_FOUND"],
    ["an address with dots", { method: "GET", path: "/graphiql/../../package.json" }, 404, "NOT_FOUND"],
  ])("%s", async (_what, request, status, code) => {
    await expectRefusal(request, status, code);
  });

  test("a body in pieces above 256 KiB, whose length nobody told", async () => {
    const body = " ".repeat(300 * 1024);
    const answer = await raw({ headers: { "transfer-encoding": "chunked" }, body });
    expect(answer.status).toBe(413);
  });

  test("headers above 16 KiB", async () => {
    const answer = await raw({ headers: { "x-much": "x".repeat(20_000) }, body: query });
    expect(answer.status).toBe(431);
    expect(JSON.parse(answer.text)).toMatchObject({ errors: [{ extensions: { code: "BAD_USER_INPUT" } }] });
  });

  test.each([
    ["another site", "https://evil.example"],
    ["a page without an origin", "null"],
    ["a site that ends alike", "https://evil-app.example.com"],
    ["a site that begins alike", "https://app.example.com.evil.example"],
    ["a subdomain", "https://x.app.example.com"],
    ["another scheme", "http://app.example.com"],
    ["another port", "https://app.example.com:8443"],
    ["other letters", "https://APP.example.com"],
    ["an address with a path", "https://app.example.com/"],
    ["two origins", "https://app.example.com, https://evil.example"],
  ])("%s, and nothing happens", async (_what, origin) => {
    const before = await contentsOf(server);
    await expectRefusal({ headers: { origin }, body: signUp }, 403, "CSRF_FAILED");
    expect(await contentsOf(server)).toBe(before);
  });

  test.each(["cross-site", "same-site"])("a browser that calls itself %s and tells no origin", async (site) => {
    await expectRefusal({ headers: { "sec-fetch-site": site }, body: signUp }, 403, "CSRF_FAILED");
  });
});

describe("the gate lets in", () => {
  test.each([
    ["programs, which tell no origin", {}],
    ["own pages", { origin: own }],
    ["own pages of browsers that tell no origin", { "sec-fetch-site": "same-origin" }],
    ["an allowed front end", { origin: frontEnd, "sec-fetch-site": "cross-site" }],
    ["JSON in UTF-8, said so", { "content-type": "application/json; charset=UTF-8" }],
    ["a body that is said not to be compressed", { "content-encoding": "identity" }],
  ])("%s", async (_who, headers) => {
    const answer = await raw({ headers, body: query });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([200, expect.objectContaining({ data: { viewer: null } })]);
  });

  test("null where a member may be absent", async () => {
    const answer = await raw(json({ query: "{ viewer { user { id } } }", operationName: null, variables: null, extensions: null }));
    expect(answer.status).toBe(200);
  });
});

describe("CORS", () => {
  const preflight = async (origin: string) =>
    raw({
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "content-type" },
    });

  test("answers the preflight of an allowed front end, with credentials and its very origin", async () => {
    const { status, headers } = await preflight(frontEnd);
    expect(status).toBe(204);
    expect(headers).toMatchObject({
      "access-control-allow-origin": frontEnd,
      "access-control-allow-credentials": "true",
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": expect.stringContaining("content-type"),
      vary: expect.stringContaining("Origin"),
    });
  });

  test.each(["https://evil.example", "null", "https://app.example.com.evil.example"])(
    "answers %s without any permission",
    async (origin) => {
      const { status, headers } = await preflight(origin);
      expect(status).toBe(403);
      expect(Object.keys(headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
    },
  );

  test("lets an allowed front end read answers and refusals", async () => {
    for (const body of [query, "no JSON"]) {
      const { headers } = await raw({ headers: { origin: frontEnd }, body });
      expect(headers["access-control-allow-origin"]).toBe(frontEnd);
    }
  });

  test("allows nothing to programs and own pages, which need nothing", async () => {
    for (const headers of [{}, { origin: own }]) {
      expect((await raw({ headers, body: query })).headers["access-control-allow-origin"]).toBeUndefined();
    }
  });
});

describe("every answer", () => {
  test("is kept out of caches and cannot be framed, run or guessed at", async () => {
    for (const body of [query, "no JSON"]) {
      const { headers } = await raw({ body });
      expect(headers).toMatchObject({ "cache-control": "no-store", "x-content-type-options": "nosniff", "x-frame-options": "DENY" });
      expect(headers["content-security-policy"]).toBe("default-src 'none'; frame-ancestors 'none'");
      expect(headers["x-powered-by"] ?? headers["server"]).toBeUndefined();
    }
  });

  test("of the API depends on cookie, token and origin, and says so", async () => {
    expect((await raw({ body: query })).headers.vary).toBe("Origin, Cookie, Authorization");
  });

  test("to a thousand equal headers comes quickly", async () => {
    const started = performance.now();
    await raw({ headers: { cookie: Array.from({ length: 400 }, () => "gatehouse_session=x") }, body: query });
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

test("cookies, tokens and addresses that cannot be are those of nobody", async () => {
  const client = await clientOf(server, await createPerson(server));
  for (const headers of [
    { authorization: "Bearer" },
    { authorization: "Basic YWRhOmFkYQ==" },
    { authorization: `Bearer ${"x".repeat(5000)}` },
    { authorization: "Bearer \u00ff\u00fe" },
    { cookie: "gatehouse_session=%00%ff%zz" },
    { cookie: "=;;=;gatehouse_session" },
    { "x-forwarded-for": "' OR 1=1 --" },
  ] as const) {
    const answer = await raw({ headers, body: query });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([200, expect.objectContaining({ data: { viewer: null } })]);
  }
  expect(await whoIs(client)).not.toBeNull();
});

describe("health", () => {
  test.each(["/healthz", "/readyz"])("%s answers", async (path) => {
    const answer = await raw({ method: "GET", path });
    expect([answer.status, answer.text]).toEqual([200, '{"status":"ok"}']);
  });
});
