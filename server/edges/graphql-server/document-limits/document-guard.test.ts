import { ApolloServer, HeaderMap } from "@apollo/server";
import { describe, expect, test } from "@jest/globals";
import { buildSchema, GraphQLError } from "graphql";
import { AcceptedDocuments } from "./accepted-documents.js";
import { createDocumentGuard } from "./document-guard.js";
import { defaultDocumentLimits } from "./document-limits.js";

const schema = buildSchema("type User { id: ID! friend: User } type Query { me: User }");
const accept = createDocumentGuard(schema, defaultDocumentLimits, new AcceptedDocuments());

/** The error that refuses a document. */
function guard(source: string): GraphQLError | undefined {
  const accepted = accept(source);
  return accepted instanceof GraphQLError ? accepted : undefined;
}

test("an ordinary document may go on, each time", () => {
  expect(guard("{ me { id } }")).toBeUndefined();
  expect(guard("{ me { id } }")).toBeUndefined();
});

test("a document that breaks a limit is refused, each time", () => {
  const source = `{ ${"me { id } ".repeat(200)} }`;
  expect(guard(source)?.extensions["code"]).toBe("QUERY_TOO_COMPLEX");
  expect(guard(source)?.extensions["code"]).toBe("QUERY_TOO_COMPLEX");
});

describe("what cannot be parsed is BAD_USER_INPUT", () => {
  test.each([
    ["a syntax error", "{ me {"],
    ["NUL", "\u0000"],
    ["an unfinished string", '{ me(a: "'],
    ["a document without operation", "# nothing"],
  ])("%s", (_name, source) => {
    expect(guard(source)?.extensions).toEqual({ code: "BAD_USER_INPUT", http: { status: 400 } });
  });
});

describe("what would be too much for the parser is QUERY_TOO_COMPLEX", () => {
  test.each([
    ["many tokens", `{ ${"__typename ".repeat(defaultDocumentLimits.maxTokens)} }`],
    ["deep selections", "{a".repeat(100_000)],
    ["deep values", `{ me(a: ${"[".repeat(100_000)}`],
    ["deep inline fragments", `{ ${"...{".repeat(400)}`],
    ["deep variable types", `query ($a: ${"[".repeat(400)}`],
  ])("%s", (_name, source) => {
    expect(guard(source)?.extensions).toEqual({ code: "QUERY_TOO_COMPLEX", http: { status: 400 } });
  });
});

test("what only the schema can tell is left to validation", () => {
  expect(guard("{ nothing { like { this } } }")).toBeUndefined();
});

test("thrown while Apollo Server makes the context, the error is an answer with status 400", async () => {
  const apollo = new ApolloServer({ schema, stopOnTerminationSignals: false, includeStacktraceInErrorResponses: false });
  await apollo.start();
  const query = `{ ${"me { id } ".repeat(200)} }`;
  const response = await apollo.executeHTTPGraphQLRequest({
    context: async () => {
      const error = guard(query);
      if (error) throw error;
      return {};
    },
    httpGraphQLRequest: { method: "POST", headers: new HeaderMap([["content-type", "application/json"]]), search: "", body: { query } },
  });
  await apollo.stop();

  expect(response.status).toBe(400);
  expect(JSON.parse(response.body.kind === "complete" ? response.body.string : "")).toEqual({
    errors: [{ message: expect.stringMatching(/^Expanding the document/), extensions: { code: "QUERY_TOO_COMPLEX" } }],
  });
});
