import { describe, expect, test } from "@jest/globals";
import { createOriginPolicy } from "./origins.js";

const policy = createOriginPolicy({
  baseUrl: "https://id.example.com/",
  allowedOrigins: ["https://app.example.com", "https://shop.example.com:8443/"],
});

describe("accepts", () => {
  test.each([
    ["no browser", {}],
    ["own page", { origin: "https://id.example.com" }],
    ["allowed front end", { origin: "https://app.example.com", "sec-fetch-site": "same-site" }],
    ["allowed front end on another port", { origin: "https://shop.example.com:8443" }],
    ["own page without Origin", { "sec-fetch-site": "same-origin" }],
    ["typed by the user", { "sec-fetch-site": "none" }],
  ])("%s", (_name, headers) => {
    expect(policy.accepts(headers)).toBe(true);
  });
});

describe("refuses", () => {
  test.each([
    ["null"],
    [""],
    ["https://evil.example"],
    ["https://app.example.com.evil.example"],
    ["https://evil-app.example.com"],
    ["https://sub.app.example.com"],
    ["https://app.example.com:444"],
    ["http://app.example.com"],
    ["http://id.example.com"],
    ["https://app.example.com/"],
    ["https://APP.example.com"],
    ["https://app.example.com, https://app.example.com"],
    ["app.example.com"],
  ])("Origin: %s", (origin) => {
    expect(policy.accepts({ origin })).toBe(false);
  });

  test.each(["cross-site", "same-site", "", "same-origin, cross-site"])("Sec-Fetch-Site: %s without Origin", (site) => {
    expect(policy.accepts({ "sec-fetch-site": site })).toBe(false);
  });

  test("a foreign origin that claims to be the same site", () => {
    expect(policy.accepts({ origin: "https://evil.example", "sec-fetch-site": "same-origin" })).toBe(false);
  });
});

test("further own names are accepted, and need no CORS", () => {
  const development = createOriginPolicy({ baseUrl: "http://127.0.0.1:4000", allowedOrigins: [], alsoOwn: ["http://localhost:4000"] });
  expect(development.accepts({ origin: "http://localhost:4000" })).toBe(true);
  expect(development.accepts({ origin: "http://localhost:3000" })).toBe(false);
  expect(development.corsHeaders({ origin: "http://localhost:4000" })).toEqual({ Vary: "Origin" });
});

test("an allowed front end may read answers and send cookies", () => {
  expect(policy.corsHeaders({ origin: "https://app.example.com" })).toEqual({
    Vary: "Origin",
    "Access-Control-Allow-Origin": "https://app.example.com",
    "Access-Control-Allow-Credentials": "true",
    "Access-Control-Expose-Headers": "Retry-After",
  });
});

test("a preflight of an allowed front end is told method and headers", () => {
  expect(policy.preflightHeaders({ origin: "https://app.example.com" })).toMatchObject({
    "Access-Control-Allow-Origin": "https://app.example.com",
    "Access-Control-Allow-Methods": "POST",
    "Access-Control-Allow-Headers": expect.stringContaining("content-type"),
  });
});

test.each([["https://evil.example"], ["null"], [undefined]])("origin %s gets no CORS header", (origin) => {
  const headers = origin === undefined ? {} : { origin };
  expect(policy.corsHeaders(headers)).toEqual({ Vary: "Origin" });
  expect(policy.preflightHeaders(headers)).toEqual({ Vary: "Origin" });
});

test.each(["*", "null", "https://*.example.com/x", "https://app.example.com/path", "ftp://app.example.com", "https://a@b.example", "app"])(
  "the settings may not allow %s",
  (entry) => {
    expect(() => createOriginPolicy({ baseUrl: "https://id.example.com", allowedOrigins: [entry] })).toThrow(/is not an origin/);
  },
);
