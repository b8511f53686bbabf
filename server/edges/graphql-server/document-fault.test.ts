import { expect, test } from "@jest/globals";
import { buildSchema, type GraphQLError, parse, validate } from "graphql";
import { getVariableValues } from "graphql/execution/values.js";
import type { OperationDefinitionNode } from "graphql";

import { messageOfDocumentFault } from "./document-fault.js";

const schema = buildSchema(
  "input LogIn { identifier: String!, password: String! } type Query { logIn(input: LogIn!, twice: Boolean): Int }",
);
const [operation] = parse("query ($input: LogIn!) { logIn(input: $input) }").definitions as [OperationDefinitionNode];
const faultsOf = (input: unknown): readonly GraphQLError[] =>
  getVariableValues(schema, operation.variableDefinitions ?? [], { input }).errors ?? [];

test.each([
  [
    { identifier: "ada", password: "Secret", isStaff: true },
    `Variable "$input" got an invalid value; Field "isStaff" is not defined by type "LogIn".`,
  ],
  [
    { identifier: "ada", password: ["Secret"] },
    `Variable "$input" got an invalid value at "input.password"; String cannot represent a non string value.`,
  ],
  [
    { password: `Secret at "x"; y` },
    `Variable "$input" got an invalid value; Field "identifier" of required type "String!" was not provided.`,
  ],
  [`Secret at "x"; y`, `Variable "$input" got an invalid value; Expected type "LogIn" to be an object.`],
])("the value of a wrong variable is not repeated: %j", (input, message) => {
  expect(faultsOf(input).map(messageOfDocumentFault)).toEqual([message]);
});

test("nor is a wrong value in the document", () => {
  const [fault] = validate(schema, parse(`{ logIn(input: { identifier: "ada", password: ["Secret"] }) }`));
  expect(fault && messageOfDocumentFault(fault)).toBe("String cannot represent a non string value.");
});

test("other faults are told in the words of the library", () => {
  const [fault] = validate(schema, parse("{ logOut }"));
  expect(fault && messageOfDocumentFault(fault)).toBe(fault?.message);
});
