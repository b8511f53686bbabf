import { describe, expect, test } from "@jest/globals";
import { buildSchema, getIntrospectionQuery, parse, validate } from "graphql";
import { defaultDocumentLimits, documentLimitRules } from "./document-limits.js";

const schema = buildSchema(`
  directive @note(text: String) repeatable on FIELD
  type User { id: ID! name: String friend: User }
  type Query { me: User checkToken: Boolean checkCode: Boolean }
  type Mutation { logIn: User changePassword: User logOut: Boolean }
`);
for (const field of [schema.getMutationType()?.getFields()["logIn"], schema.getMutationType()?.getFields()["changePassword"]]) {
  if (field) field.extensions = { credentialCheck: true };
}

const limits = {
  ...defaultDocumentLimits,
  maxDepth: 3,
  maxAliases: 2,
  maxDirectives: 3,
  maxOperations: 2,
  maxRootFields: 4,
  maxExpansion: 50,
};
const messages = (source: string): string[] => validate(schema, parse(source), documentLimitRules(limits)).map(({ message }) => message);

describe("accepts", () => {
  test.each([
    ["the full depth", "{ me { friend { id } } }"],
    ["two operations", "query A { me { id } } query B { me { id } }"],
    ["two aliases", "{ a: me { id } b: me { id } }"],
    ["three directives", "{ me @note { id @note name @note } }"],
    ["four root fields", "{ me { id } checkToken ... { checkCode ...F } } fragment F on Query { __typename }"],
    ["one credential check beside other fields", "mutation { logIn { id } logOut }"],
    ["one credential check in each of two operations", "mutation A { logIn { id } } mutation B { logIn { id } }"],
    ["a field of a type that is named as a marked one is", "{ me { logIn: id changePassword: name } }"],
  ])("%s", (_name, source) => {
    expect(messages(source)).toEqual([]);
  });
});

describe("refuses", () => {
  test.each([
    ["a deep operation", "{ me { friend { friend { id } } } }", /4 levels deep; 3 are allowed/],
    ["depth through fragments", "{ me { ...F } } fragment F on User { friend { ... { friend { id } } } }", /4 levels deep/],
    ["three operations", "query A { me { id } } query B { me { id } } query C { me { id } }", /3 operations; 2/],
    ["three aliases", "{ a: me { b: id } } fragment F on User { c: id }", /3 aliases; 2/],
    ["four directives", "{ me @note { id @note @note @note } }", /4 directives; 3/],
    ["five root fields", "{ me { id } me { id } ...F ...F ...F } fragment F on Query { checkToken }", /more than 4 root fields/],
    [
      "too much expansion in a fragment that nobody spreads",
      `{ me { id } } fragment F on User { ${"id ".repeat(20)} }`,
      /more than 50 steps/,
    ],
    ["too much expansion", `{ me { ${"id ".repeat(20)} } }`, /more than 50 steps/],
  ])("%s", (_name, source, message) => {
    expect(messages(source)).toEqual([expect.stringMatching(message)]);
  });

  test.each([
    ["two different ones", "mutation { logIn { id } changePassword { id } }"],
    ["under aliases", "mutation { a: logIn { id } b: logIn { id } }"],
    ["repeated", "mutation { logIn { id } logIn { id } }"],
    ["in an inline fragment", "mutation { logIn { id } ... on Mutation { logIn { id } } }"],
    ["in a fragment spread twice", "mutation { ...F ...F } fragment F on Mutation { logIn { id } }"],
    [
      "in a fragment of a fragment",
      "mutation { logIn { id } ...F } fragment F on Mutation { ...G } fragment G on Mutation { changePassword { id } }",
    ],
    ["behind a directive", "mutation { logIn @skip(if: true) { id } logIn { id } }"],
  ])("two credential checks %s", (_name, source) => {
    expect(messages(source)).toEqual([expect.stringMatching(/more than one field that checks a credential/)]);
  });

  test("with the code QUERY_TOO_COMPLEX and status 400", () => {
    const [error] = validate(schema, parse("{ me { friend { friend { id } } } }"), documentLimitRules(limits));
    expect(error?.extensions).toEqual({ code: "QUERY_TOO_COMPLEX", http: { status: 400 } });
  });
});

test("the full introspection query passes the default limits", () => {
  const source = getIntrospectionQuery({
    descriptions: true,
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    schemaDescription: true,
    inputValueDeprecation: true,
    oneOf: true,
  });
  expect(validate(schema, parse(source), documentLimitRules(defaultDocumentLimits))).toEqual([]);
});
