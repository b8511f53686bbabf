import { expect, test } from "@jest/globals";
import { type GraphQLField, type GraphQLOutputType, getNamedType, getNullableType, isListType, isObjectType } from "graphql";

import { buildSchema } from "../../resolvers.js";

const schema = await buildSchema();
const sizes = new Set(["first", "last", "ids"]);

function hasSize({ args, extensions }: GraphQLField<unknown, unknown>): boolean {
  return args.some(({ name }) => sizes.has(name)) || typeof extensions["rows"] === "number";
}

/** Whether a selection on this type can hold a list of any length. */
function leadsToPages(type: GraphQLOutputType, seen = new Set<string>()): boolean {
  const named = getNamedType(type);
  if (!isObjectType(named) || seen.has(named.name)) return false;
  seen.add(named.name);
  return Object.values(named.getFields()).some((field) => hasSize(field) || leadsToPages(field.type, seen));
}

test("a list of things that have lists themselves says how many to reckon with, so that a request is not much cheaper than it looks", () => {
  const lists = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.endsWith("Connection") && !type.name.startsWith("__"))
    .flatMap((type) =>
      isObjectType(type) ? Object.values(type.getFields()).map((field) => ({ name: `${type.name}.${field.name}`, field })) : [],
    )
    .filter(({ field }) => isListType(getNullableType(field.type)) && leadsToPages(field.type));
  expect(lists.map(({ name }) => name)).toContain("ActivateUsersPayload.users");
  expect(lists.filter(({ field }) => !hasSize(field)).map(({ name }) => name)).toEqual([]);
});
