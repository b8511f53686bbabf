import { describe, expect, test } from "@jest/globals";
import { bearerToken, createSessionCookie } from "./cookies.js";

const secure = createSessionCookie({ secure: true });
const plain = createSessionCookie({ secure: false });

describe("writing", () => {
  test("over HTTPS the cookie is bound to the host", () => {
    expect(secure.write("abc", 3600)).toBe("__Host-gatehouse_session=abc; Max-Age=3600; Path=/; HttpOnly; Secure; SameSite=Lax");
  });

  test("plain HTTP has another name and no Secure", () => {
    expect(plain.write("abc", 3600)).toBe("gatehouse_session=abc; Max-Age=3600; Path=/; HttpOnly; SameSite=Lax");
  });

  test("without a lifetime the cookie ends with the browser session", () => {
    expect(secure.write("abc")).toBe("__Host-gatehouse_session=abc; Path=/; HttpOnly; Secure; SameSite=Lax");
  });

  test("clearing keeps the attributes, or browsers would keep the cookie", () => {
    expect(secure.clear()).toBe("__Host-gatehouse_session=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax");
  });
});

describe("reading", () => {
  test.each([
    ["alone", "gatehouse_session=abc", "abc"],
    ["among others", "a=1; gatehouse_session=abc; b=2", "abc"],
    ["absent", "a=1", undefined],
    ["no header", undefined, undefined],
    ["empty", "gatehouse_session=", undefined],
    ["longer name", "xgatehouse_session=abc", undefined],
    ["name in another's value", "a=gatehouse_session=abc", undefined],
    ["two of them, one planted", "gatehouse_session=evil; gatehouse_session=abc", undefined],
    ["broken escapes", "gatehouse_session=%E0%A4%A", "%E0%A4%A"],
    ["name with exotic white space", "\u00a0gatehouse_session=evil", undefined],
    ["rubbish", ";;;=;=;", undefined],
  ])("%s", (_name, header, expected) => {
    expect(plain.read(header)).toBe(expected);
  });

  test("an HTTPS server does not read the name of development", () => {
    expect(secure.read("gatehouse_session=evil; __Host-gatehouse_session=abc")).toBe("abc");
  });

  test("a development server does not read the name of HTTPS", () => {
    expect(plain.read("__Host-gatehouse_session=abc")).toBeUndefined();
  });
});

describe("bearerToken", () => {
  test.each([
    ["Bearer abc-._~+/123==", "abc-._~+/123=="],
    ["bearer abc", "abc"],
    ["BEARER  abc ", "abc"],
    [undefined, undefined],
    ["", undefined],
    ["Bearer", undefined],
    ["Bearer ", undefined],
    ["Bearer a b", undefined],
    ["Bearer =", undefined],
    ["Bearer a\u0000", undefined],
    ["Bearer ä", undefined],
    ["Basic YTpi", undefined],
    ["Bearerabc", undefined],
    [`Bearer ${"a".repeat(600)}`, undefined],
  ])("%.30s", (header, expected) => {
    expect(bearerToken(header)).toBe(expected);
  });
});
