import { describe, expect, test } from "@jest/globals";

import { nextAddress } from "./next-address.js";

const plain = { baseUrl: "http://testserver", allowedOrigins: ["http://app.example:5173"], fallback: "/fallback/" };
const secure = {
  baseUrl: "https://example.com",
  allowedOrigins: ["https://app.example.com", "http://old.example.com"],
  fallback: "/fallback/",
};

describe("an address of this server is kept, as a path", () => {
  test.each([
    ["/view/?param=http://example.com", "/view/?param=http://example.com"],
    ["/view?param=ftp://example.com#part", "/view?param=ftp://example.com#part"],
    ["  /view/\n", "/view/"],
    ["view/?param=//example.com", "/accounts/login/view/?param=//example.com"],
    ["../profile/", "/accounts/profile/"],
    ["?x", "/fallback/"],
    ["http://testserver/", "/"],
    ["HTTP://testserver/", "/"],
    ["//testserver/", "/"],
    ["http://testserver/confirm?email=me@example.com", "/confirm?email=me@example.com"],
    ["/url%20with%20spaces/", "/url%20with%20spaces/"],
    ["path/http:2222222222", "/accounts/login/path/http:2222222222"],
    [`/${"a".repeat(2047)}`, `/${"a".repeat(2047)}`],
  ])("%j", (next, address) => {
    expect(nextAddress(next, plain)).toBe(address);
  });

  test("but for the same host with TLS, which is another origin", () => {
    expect(nextAddress("HTTPS://testserver/x", plain)).toBe("https://testserver/x");
  });
});

describe("an address of an allowed origin is kept whole", () => {
  test.each(["http://app.example:5173/welcome?x=1#y", "HTTP://APP.example:5173/welcome?x=1#y"])("%j", (next) => {
    expect(nextAddress(next, plain)).toBe("http://app.example:5173/welcome?x=1#y");
  });

  test("a host-relative one has the scheme of this server", () => {
    expect(nextAddress("//app.example.com/x", secure)).toBe("https://app.example.com/x");
  });

  test.each(["http://app.example/", "http://app.example:5174/", "https://app.example:5173/", "http://app.example:5173.evil.example/"])(
    "%j is not one",
    (next) => {
      expect(nextAddress(next, plain)).toBe("/fallback/");
    },
  );
});

describe("everything else is dropped", () => {
  test.each([
    null,
    undefined,
    "",
    "   ",
    "\n",
    "http://example.com",
    "http:///example.com",
    "https://example.com",
    "ftp://example.com",
    "ftp://testserver/",
    "//example.com",
    "///example.com",
    "///testserver/",
    "////testserver/",
    "\\\\example.com",
    "\\\\\\example.com",
    "/\\\\/example.com",
    "\\\\//example.com",
    "/\\/example.com",
    "\\/example.com",
    "/\\example.com",
    "http:/\\//example.com",
    "http:\\/example.com",
    "http:/\\example.com",
    'javascript:alert("XSS")',
    "\njavascript:alert(x)",
    "java\nscript:alert(x)",
    "data:text/html,x",
    "\u0008//example.com",
    "\u0000/view/",
    "\u200b//example.com",
    "/\t/example.com",
    "http://otherserver\\@example.com",
    "http:\\\\testserver\\@example.com",
    "http://testserver\\me:pass@example.com",
    "http://testserver\\@example.com",
    "http:\\\\testserver\\confirm\\me@example.com",
    "http://testserver@example.com",
    "http://me:pass@testserver/",
    "http:999999999",
    "ftp:9999999999",
    "http:/view/",
    "http://",
    "//",
    "http://[2001:cdba:0000:0000:0000:0000:3257:9652/",
    "http://2001:cdba:0000:0000:0000:0000:3257:9652]/",
    "http://testserver.example.com/",
    "http://testserver:81/",
    "/.//example.com",
    "/..//example.com/",
    "../../..//example.com",
    `/${"a".repeat(2048)}`,
  ])("%j", (next) => {
    expect(nextAddress(next, plain)).toBe("/fallback/");
  });
});

describe("where this server has TLS", () => {
  test.each([
    ["https://example.com/p", "/p"],
    ["HTTPS://example.com/p", "/p"],
    ["//example.com/p", "/p"],
    ["/view/?param=http://example.com", "/view/?param=http://example.com"],
    ["https://app.example.com/p", "https://app.example.com/p"],
  ])("%j is kept", (next, address) => {
    expect(nextAddress(next, secure)).toBe(address);
  });

  test.each(["http://example.com/p", "ftp://example.com/p", "http://old.example.com/"])("%j is dropped", (next) => {
    expect(nextAddress(next, secure)).toBe("/fallback/");
  });
});

test.each(["/accounts/login/", "/accounts/login", "/accounts/login/?next=/x", "http://testserver/accounts/login/", "."])(
  "%j would lead in a circle",
  (next) => {
    expect(nextAddress(next, plain)).toBe("/fallback/");
  },
);
