import { describe, expect, test } from "@jest/globals";
import { parseGraphqlRequest } from "./request-body-graphql.js";

const parse = (text: string): unknown => parseGraphqlRequest(Buffer.from(text));

test("all members are taken over", () => {
  const request = { query: "{ viewer }", operationName: "A", variables: { a: 1 }, extensions: { b: [2] } };
  expect(parse(JSON.stringify(request))).toEqual(request);
});

test("a member that is null is the same as absent", () => {
  expect(parse('{"query":"{a}","operationName":null,"variables":null,"extensions":null}')).toEqual({ query: "{a}" });
});

describe("refuses with BAD_USER_INPUT", () => {
  test.each([
    ["nothing", "", /not well-formed JSON/],
    ["half", '{"query":"{a}"', /not well-formed JSON/],
    ["a byte order mark", '\ufeff{"query":"{a}"}', /not well-formed JSON/],
    ["NaN", '{"query":NaN}', /not well-formed JSON/],
    ["a batch", '[{"query":"{a}"}]', /one operation per request/],
    ["a string", '"{a}"', /must be a JSON object/],
    ["null", "null", /must be a JSON object/],
    ["no query", "{}", /`query` must be/],
    ["an empty query", '{"query":" "}', /`query` must be/],
    ["a query that is no string", '{"query":{"a":1}}', /`query` must be/],
    ["an operation name that is no string", '{"query":"{a}","operationName":1}', /`operationName` must be a string or null/],
    ["variables in a list", '{"query":"{a}","variables":[]}', /`variables` must be an object or null/],
    ["variables in a string", '{"query":"{a}","variables":"{}"}', /`variables` must be an object or null/],
    ["extensions in a list", '{"query":"{a}","extensions":[]}', /`extensions` must be an object or null/],
    ["an unknown member", '{"query":"{a}","id":1}', /unknown member "id"/],
    ["__proto__ as a member", '{"query":"{a}","__proto__":{"x":1}}', /unknown member "__proto__"/],
    ["constructor as a member", '{"query":"{a}","constructor":1}', /unknown member "constructor"/],
  ])("%s", (_name, text, message) => {
    expect(() => parse(text)).toThrow(message);
  });

  test.each([
    ["a lone continuation byte", Buffer.from([0x22, 0x80, 0x22])],
    ["an overlong form", Buffer.from([0x22, 0xc0, 0xaf, 0x22])],
    ["a surrogate", Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ["UTF-16", Buffer.from('{"query":"é"}', "utf16le")],
  ])("%s", (_name, body) => {
    expect(() => parseGraphqlRequest(body)).toThrow(/UTF-8|JSON/);
  });
});

describe("nesting", () => {
  const nested = (levels: number): string => `{"query":"{a}","variables":{"v":${"[".repeat(levels - 2)}${"]".repeat(levels - 2)}}}`;

  test("64 levels are accepted", () => {
    expect(() => parse(nested(64))).not.toThrow();
  });

  test.each([65, 100_000])("%d levels are refused", (levels) => {
    expect(() => parse(nested(levels))).toThrow(/nests deeper than 64/);
  });

  test("nested objects count as lists do", () => {
    const levels = 100_000;
    expect(() => parse(`{"query":"{a}","variables":${'{"a":'.repeat(levels)}1${"}".repeat(levels)}}`)).toThrow(/nests deeper than 64/);
  });
});

test("a __proto__ among the variables changes no prototype", () => {
  const { variables } = parseGraphqlRequest(Buffer.from('{"query":"{a}","variables":{"__proto__":{"isAdmin":true}}}'));
  expect((variables as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
});

test("the message of broken JSON does not quote it", () => {
  expect(() => parse('{"password": hunter2}')).toThrow(expect.objectContaining({ message: expect.not.stringContaining("hunter2") }));
});
