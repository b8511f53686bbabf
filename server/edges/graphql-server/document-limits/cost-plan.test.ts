import { describe, expect, test } from "@jest/globals";
import { buildSchema, parse, type GraphQLObjectType, type OperationDefinitionNode } from "graphql";
import { createCostPlan, type CostPlan } from "./cost-plan.js";
import { actualCost, requestedCost } from "./operation-cost.js";

const schema = buildSchema(`
  interface Node { id: ID! }
  type PageInfo { hasNextPage: Boolean! }
  type Group implements Node { id: ID! name: String users(first: Int = 10): UserConnection }
  type Session { id: ID! }
  type User implements Node { id: ID! followers: [User!]! tags: [String] sessions: [Session!]! groups(first: Int, last: Int): GroupConnection friend: User logs(first: Int): [Session] }
  type UserEdge { cursor: String node: User }
  type UserConnection { edges: [UserEdge!]! nodes: [User!]! pageInfo: PageInfo! totalCount: Int }
  type GroupEdge { node: Group }
  type GroupConnection { edges: [GroupEdge!]! nodes: [Group!]! pageInfo: PageInfo! }
  type Query { me: User node: Node users(first: Int, last: Int, search: String): UserConnection nodes(ids: [ID!]!): [Node]! }
  type Mutation { logIn: User logOut: Boolean }
`);

const { followers } = (schema.getType("User") as GraphQLObjectType).getFields();
if (followers) followers.extensions = { rows: 30 };

function plan(source: string): CostPlan {
  const document = parse(source);
  return createCostPlan(schema, document, document.definitions[0] as OperationDefinitionNode);
}

describe("requested cost", () => {
  test.each([
    ["a plain value", "{ __typename }", 0],
    ["an object", "{ me { id tags } }", 1],
    ["objects in objects", "{ me { friend { friend { id } } } }", 3],
    ["a mutation", "mutation { logIn { id } }", 10],
    ["a mutation that gives a plain value", "mutation { logOut }", 10],
    ["objects of a mutation", "mutation { logIn { friend { id } } }", 11],
    ["introspection", "{ __schema { types { fields { name } } } }", 100],
    ["a list without page size", "{ me { sessions { id } } }", 2],
    ["a list that states its rows", "{ me { followers { groups(first: 2) { nodes { id } } } } }", 1 + 30 * (1 + 1 + 2)],
    ["a connection by default", "{ users { nodes { id } } }", 1 + 20],
    ["edges for the same as nodes", "{ users { edges { cursor node { id } } } }", 1 + 20],
    ["edges without their nodes", "{ users { edges { cursor } totalCount } }", 1],
    ["pageInfo once", "{ users(first: 50) { nodes { id } pageInfo { hasNextPage } } }", 1 + 50 + 1],
    ["last as first", "{ users(last: 7) { nodes { id } } }", 1 + 7],
    ["the larger of both", "{ users(first: 3, last: 7) { nodes { id } } }", 1 + 7],
    ["the default of the schema", "{ me { groups(first: 1) { nodes { users { nodes { id } } } } } }", 1 + 1 + (1 + (1 + 10))],
    ["lists in lists", "{ users(first: 50) { nodes { groups(first: 4) { nodes { name } } } } }", 1 + 50 * (1 + 1 + 4)],
    ["a plain list with page size", "{ me { logs(first: 5) { id } } }", 1 + 5],
    ["at most 200 rows", "{ users(first: 1000000000) { nodes { id } } }", 1 + 200],
    ["at least one row", "{ users(first: -5) { nodes { id } } }", 1 + 1],
    ["a page size of another type", '{ users(first: "9") { nodes { id } } }', 1 + 20],
    ["ids, each", '{ nodes(ids: ["a", "b", "c"]) { ... on Group { users { nodes { id } } } } }', 3 * (1 + 1 + 10)],
    ["aliases, each", "{ a: me { id } b: me { id } }", 2],
    ["fragments, each time", "{ users(first: 5) { ...F ...F } } fragment F on UserConnection { nodes { id } }", 1 + 2 * 5],
    ["inline fragments on a type", "{ node { ... on User { friend { id } } ... on Group { users { nodes { id } } } } }", 1 + 1 + 11],
    ["unknown fields not at all", "{ nothing { id } me { nothing { id } } }", 1],
  ])("counts %s", (_name, source, cost) => {
    expect(requestedCost(plan(source), {})).toBe(cost);
  });

  test.each<[string, Record<string, unknown>, number]>([
    ["given", { n: 3 }, 3],
    ["absent, with a default", {}, 8],
    ["too large", { n: 1e308 }, 200],
    ["infinite", { n: Number.POSITIVE_INFINITY }, 200],
    ["of a wrong type", { n: { a: 1 } }, 20],
    ["null", { n: null }, 20],
    ["not a number", { n: Number.NaN }, 20],
    ["a fraction", { n: 3.9 }, 3],
  ])("takes the page size from a variable: %s", (_name, variables, rows) => {
    expect(requestedCost(plan("query ($n: Int = 8) { users(first: $n) { nodes { id } } }"), variables)).toBe(1 + rows);
  });

  test.each<[string, Record<string, unknown>, number]>([
    ["given", { ids: ["a", "b", "c"] }, 3],
    ["none", { ids: [] }, 1],
    ["too many", { ids: Array.from({ length: 5000 }, String) }, 200],
    ["of a wrong type", { ids: { length: 3 } }, 20],
  ])("counts ids from a variable: %s", (_name, variables, rows) => {
    expect(requestedCost(plan("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"), variables)).toBe(rows);
  });

  test("tells whether variables matter", () => {
    expect(plan("query ($s: String) { users(first: 5, search: $s) { nodes { id } } }").usesVariables).toBe(false);
    expect(plan("query ($n: Int) { users(first: $n) { nodes { id } } }").usesVariables).toBe(true);
  });
});

describe("hostile documents", () => {
  test("fragments that fan out 2^40 are planned and counted once each", () => {
    const fragments = Array.from(
      { length: 40 },
      (_, i) => `fragment F${i} on User { a: friend { ...F${i + 1} } b: friend { ...F${i + 1} } }`,
    );
    const userType = schema.getType("User") as GraphQLObjectType;
    const getFields = userType.getFields.bind(userType);
    let lookUps = 0;
    userType.getFields = () => {
      lookUps += 1;
      return getFields();
    };
    const made = plan(`{ me { ...F0 } } ${fragments.join(" ")} fragment F40 on User { id }`);
    userType.getFields = getFields;

    expect(lookUps).toBe(40 * 2 + 1);
    // Answers at all: walking every path would take 2^40 steps.
    expect(requestedCost(made, {})).toBe(1 + 2 ** 41 - 2);
  });

  test("cyclic fragments end", () => {
    expect(requestedCost(plan("{ me { ...F } } fragment F on User { friend { ...F } }"), {})).toBe(2);
  });

  test("fragments without costly fields leave nothing to walk over", () => {
    const fragments = Array.from({ length: 40 }, (_, i) => `fragment F${i} on User { ...F${i + 1} ...F${i + 1} }`);
    expect(plan(`{ me { ...F0 } } ${fragments.join(" ")} fragment F40 on User { id }`).selections).toEqual([
      expect.objectContaining({ key: "me", selections: [] }),
    ]);
  });
});

describe("actual cost", () => {
  test("counts the rows that are there", () => {
    const made = plan("{ users(first: 50) { edges { node { id groups { nodes { name } } } } pageInfo { hasNextPage } } }");
    const groups = { nodes: [{ name: "a" }, { name: "b" }] };
    const data = { users: { edges: [{ node: { id: 1, groups } }, { node: { id: 2, groups: null } }], pageInfo: { hasNextPage: false } } };
    expect(actualCost(made, data)).toBe(1 + (1 + 1 + 2) + 1 + 1);
  });

  test("follows aliases and fragments", () => {
    const made = plan("{ x: users { ...F } } fragment F on UserConnection { y: nodes { id } }");
    expect(actualCost(made, { x: { y: [{ id: 1 }, null, { id: 3 }] } })).toBe(1 + 2);
  });

  test("counts a plain list with its real length", () => {
    expect(actualCost(plan("{ me { sessions { id } } }"), { me: { sessions: [{ id: 1 }, { id: 2 }, { id: 3 }] } })).toBe(4);
  });

  test.each([[undefined], [null]])("an answer without data (%s) cost nothing", (data) => {
    expect(actualCost(plan("{ me { id } }"), data)).toBe(0);
  });

  test("a mutation counts as it was requested", () => {
    expect(actualCost(plan("mutation { logIn { friend { id } } logOut }"), { logIn: { friend: { id: 1 } }, logOut: true })).toBe(21);
  });
});
