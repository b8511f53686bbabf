import { expect, test } from "@jest/globals";
import { apiSecurityHeaders, pageContentSecurityPolicy, pageSecurityHeaders } from "./security-headers.js";

test("answers with data allow nothing", () => {
  expect(apiSecurityHeaders({ https: true })).toEqual({
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Strict-Transport-Security": "max-age=31536000",
  });
});

test("plain HTTP does not promise HTTPS", () => {
  expect(apiSecurityHeaders({ https: false })).not.toHaveProperty("Strict-Transport-Security");
  expect(pageSecurityHeaders({ https: false })).not.toHaveProperty("Strict-Transport-Security");
});

test("pages run scripts from our own files only", () => {
  const policy = pageContentSecurityPolicy().split("; ");
  expect(policy).toEqual(expect.arrayContaining(["script-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]));
});

test("a page may name further sources, but never for scripts", () => {
  const policy = pageContentSecurityPolicy({ style: ["'unsafe-inline'"], image: ["data:"] }).split("; ");
  expect(policy).toEqual(expect.arrayContaining(["script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data:"]));
});
