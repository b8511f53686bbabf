import { createServer, request, type IncomingMessage, type OutgoingHttpHeaders, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createOriginPolicy } from "./origins.js";
import { createRequestGate } from "./request-gate.js";

const bodyLimitBytes = 2000;
let server: Server;
let port: number;

beforeAll(async () => {
  const origins = createOriginPolicy({ baseUrl: "http://127.0.0.1:4000", allowedOrigins: ["https://app.example.com"] });
  const enter = createRequestGate({ origins, bodyLimitBytes });
  server = createServer((req, res) => {
    void enter(req, res).then((admitted) => (admitted === undefined ? undefined : res.end(JSON.stringify({ admitted }))));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

interface Sent {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Buffer;
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
  readonly code: string | undefined;
}

async function send({ method = "POST", headers = {}, body = '{"query":"{ viewer }"}' }: Sent): Promise<Answer> {
  const req = request({ port, host: "127.0.0.1", method, headers: { "Content-Type": "application/json", ...headers } });
  req.end(body);
  const [res] = (await once(req, "response")) as [IncomingMessage];
  const answer = await text(res);
  const parsed = answer.startsWith("{") ? (JSON.parse(answer) as { errors?: { extensions: { code: string } }[] }) : {};
  return { status: res.statusCode, headers: res.headers, body: answer, code: parsed.errors?.[0]?.extensions.code };
}

describe("lets in", () => {
  test.each<[string, Sent]>([
    ["a plain request", {}],
    ["a declared charset", { headers: { "Content-Type": 'Application/JSON; charset="UTF-8"' } }],
    ["an allowed origin", { headers: { Origin: "https://app.example.com" } }],
    ["identity encoding", { headers: { "Content-Encoding": "identity" } }],
    ["chunks", { headers: { "Transfer-Encoding": "chunked" } }],
    ["rubbish in Authorization", { headers: { Authorization: "\u00e9\t%%%" } }],
    ["many equal headers", { headers: { "X-Same": Array.from({ length: 500 }, () => "x") } }],
  ])("%s", async (_name, sent) => {
    expect(await send(sent)).toMatchObject({ status: 200, body: '{"admitted":{"query":"{ viewer }"}}' });
  });
});

describe("refuses", () => {
  test.each<[string, Sent, number, string]>([
    ["GET", { method: "GET", body: "" }, 405, "METHOD_NOT_ALLOWED"],
    ["PUT", { method: "PUT" }, 405, "METHOD_NOT_ALLOWED"],
    ["a foreign origin", { headers: { Origin: "https://evil.example" } }, 403, "CSRF_FAILED"],
    ["a cross-site request without Origin", { headers: { "Sec-Fetch-Site": "cross-site" } }, 403, "CSRF_FAILED"],
    ["a form", { headers: { "Content-Type": "application/x-www-form-urlencoded" } }, 415, "UNSUPPORTED_MEDIA_TYPE"],
    ["plain text", { headers: { "Content-Type": "text/plain" } }, 415, "UNSUPPORTED_MEDIA_TYPE"],
    ["a relative of JSON", { headers: { "Content-Type": "application/json-patch+json" } }, 415, "UNSUPPORTED_MEDIA_TYPE"],
    ["no content type", { headers: { "Content-Type": "" } }, 415, "UNSUPPORTED_MEDIA_TYPE"],
    ["a broken content type", { headers: { "Content-Type": "application/json;;charset" } }, 415, "UNSUPPORTED_MEDIA_TYPE"],
    ["another charset", { headers: { "Content-Type": "application/json; charset=utf-7" } }, 415, "UNSUPPORTED_MEDIA_TYPE"],
    ["unknown parameters", { headers: { "Content-Type": "application/json; boundary=x" } }, 415, "UNSUPPORTED_MEDIA_TYPE"],
    ["compression", { headers: { "Content-Encoding": "gzip" } }, 415, "UNSUPPORTED_MEDIA_TYPE"],
    ["a large body", { body: "x".repeat(bodyLimitBytes + 1) }, 413, "PAYLOAD_TOO_LARGE"],
    [
      "a large body in chunks",
      { headers: { "Transfer-Encoding": "chunked" }, body: "x".repeat(bodyLimitBytes + 1) },
      413,
      "PAYLOAD_TOO_LARGE",
    ],
    ["a very large body", { headers: { "Transfer-Encoding": "chunked" }, body: "x".repeat(500_000) }, 413, "PAYLOAD_TOO_LARGE"],
    ["malformed JSON", { body: "{" }, 400, "BAD_USER_INPUT"],
    ["an empty body", { body: "" }, 400, "BAD_USER_INPUT"],
  ])("%s", async (_name, sent, status, code) => {
    const answer = await send(sent);
    expect(answer).toMatchObject({ status, code });
    expect(answer.headers).toMatchObject({ "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
  });

  test("the method names what is allowed", async () => {
    expect((await send({ method: "DELETE", body: "" })).headers.allow).toBe("POST, OPTIONS");
  });

  test("the cheapest reason comes first", async () => {
    const everythingWrong = { method: "PUT", headers: { Origin: "null", "Content-Type": "text/plain" }, body: "x".repeat(5000) };
    expect((await send(everythingWrong)).code).toBe("METHOD_NOT_ALLOWED");
    expect((await send({ ...everythingWrong, method: "POST" })).code).toBe("CSRF_FAILED");
  });
});

describe("a declared length over the limit", () => {
  test("is refused before a single byte of the body is sent", async () => {
    const socket = connect(port, "127.0.0.1");
    socket.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\n\r\n");
    const [answer] = (await once(socket, "data")) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1.1 413 [^]*Connection: close/);
    socket.destroy();
  });
});

test("a client that leaves half-way does no harm", async () => {
  const socket = connect(port, "127.0.0.1");
  socket.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
  const [req] = (await once(server, "request")) as [IncomingMessage];
  socket.destroy();
  await new Promise((resolve) => req.once("close", resolve));
  expect((await send({})).status).toBe(200);
});

describe("CORS", () => {
  test("an allowed front end can read refusals too", async () => {
    const answer = await send({ headers: { Origin: "https://app.example.com" }, body: "{" });
    expect(answer).toMatchObject({ status: 400, headers: { "access-control-allow-origin": "https://app.example.com" } });
  });

  test("a preflight of an allowed front end is answered", async () => {
    const answer = await send({ method: "OPTIONS", headers: { Origin: "https://app.example.com" }, body: "" });
    expect(answer).toMatchObject({ status: 204, body: "", headers: { "access-control-allow-methods": "POST", vary: "Origin" } });
  });

  test("a preflight of a foreign page is refused and told nothing", async () => {
    const answer = await send({ method: "OPTIONS", headers: { Origin: "https://evil.example" }, body: "" });
    expect(answer).toMatchObject({ status: 403, code: "CSRF_FAILED" });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
  });
});
