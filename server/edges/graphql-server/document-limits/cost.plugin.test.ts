import { ApolloServer, HeaderMap } from "@apollo/server";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { buildSchema } from "graphql";
import { CostJudge, defaultCostLimits } from "./cost-judge.js";
import { createCostPlugin } from "./cost.plugin.js";

interface Context {
  readonly signedIn: boolean;
}

const schema = buildSchema("type User { id: ID! } type Users { nodes: [User!]! } type Query { me: User users(first: Int): Users }");
const rootValue = { me: { id: 1 }, users: { nodes: [{ id: 1 }, { id: 2 }] } };
const apollo = new ApolloServer<Context>({
  schema,
  rootValue,
  stopOnTerminationSignals: false,
  plugins: [
    createCostPlugin(new CostJudge<Context>(({ signedIn }) => (signedIn ? defaultCostLimits.signedIn : defaultCostLimits.anonymous))),
  ],
});

beforeAll(() => apollo.start());
afterAll(() => apollo.stop());

interface Answer {
  readonly status: number | undefined;
  readonly body: { readonly data?: unknown; readonly errors?: { extensions: object }[]; readonly extensions?: object };
}

async function ask(query: string, { signedIn = false, variables = {} }: { signedIn?: boolean; variables?: object } = {}): Promise<Answer> {
  const response = await apollo.executeHTTPGraphQLRequest({
    context: async () => ({ signedIn }),
    httpGraphQLRequest: {
      method: "POST",
      headers: new HeaderMap([["content-type", "application/json"]]),
      search: "",
      body: { query, variables },
    },
  });
  const body = response.body.kind === "complete" ? response.body.string : "";
  return { status: response.status, body: JSON.parse(body) as Answer["body"] };
}

test("an answer tells what it was allowed to cost and what it cost", async () => {
  const { body } = await ask("{ users(first: 50) { nodes { id } } }");
  expect(body.extensions).toEqual({ cost: { requested: 51, actual: 3, limit: 1000 } });
});

test("an operation without lists costs what it requested", async () => {
  const { body } = await ask("{ me { id } }", { signedIn: true });
  expect(body.extensions).toEqual({ cost: { requested: 1, actual: 1, limit: 5000 } });
});

const dear =
  "query ($n: Int) { a: users(first: $n) { nodes { id } } b: users(first: $n) { nodes { id } } c: users(first: $n) { nodes { id } } d: users(first: $n) { nodes { id } } e: users(first: $n) { nodes { id } } }";

test("an operation over the limit does not run", async () => {
  const { status, body } = await ask(dear, { variables: { n: 200 } });
  expect(status).toBe(400);
  expect(body.data).toBeUndefined();
  expect(body.errors?.[0]?.extensions).toMatchObject({ code: "QUERY_TOO_COMPLEX", cost: { requested: 1005, limit: 1000 } });
});

test("the same document is judged by caller and variables each time", async () => {
  expect((await ask(dear, { variables: { n: 200 }, signedIn: true })).status).toBeUndefined();
  expect((await ask(dear, { variables: { n: 10 } })).body.extensions).toEqual({ cost: { requested: 55, actual: 15, limit: 1000 } });
  expect((await ask(dear, { variables: { n: 200 } })).status).toBe(400);
});

test("an invalid document is refused as such", async () => {
  expect((await ask("{ nothing }")).body.errors?.[0]?.extensions).toMatchObject({ code: "GRAPHQL_VALIDATION_FAILED" });
});
