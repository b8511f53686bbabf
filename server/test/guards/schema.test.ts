import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { printSchemaWithDirectives } from "@graphql-tools/utils";
import {
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
} from "graphql";
import { getMetadataStorage } from "type-graphql";
import { allEntities } from "../../storage.js";
import { buildSchema } from "../../resolvers.js";

const schema = await buildSchema();
const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type));
const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((type) => (type ? [type] : []));
const rootFields = roots.flatMap((type) => Object.values(type.getFields()).map((field) => ({ name: `${type.name}.${field.name}`, field })));

/** A thing of the schema that has a name and may have a description. */
interface Element {
  readonly name: string;
  readonly description: string | null | undefined;
}

/** Everything of the schema that an integrator meets, with its whole name. */
const elements: Element[] = [
  ...types.flatMap((type) => [{ name: type.name, description: type.description }, ...membersOf(type)]),
  ...schema
    .getDirectives()
    .filter((directive) => !isSpecifiedDirective(directive))
    .flatMap(({ name, description, args }) => [
      { name: `@${name}`, description },
      ...args.map((argument) => ({ name: `@${name}(${argument.name})`, description: argument.description })),
    ]),
];

function membersOf(type: GraphQLNamedType): Element[] {
  if (isEnumType(type)) return type.getValues().map(({ name, description }) => ({ name: `${type.name}.${name}`, description }));
  if (isInputObjectType(type)) return Object.values(type.getFields()).map((field) => elementOf(type, field));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    elementOf(type, field),
    ...field.args.map(({ name, description }) => ({ name: `${type.name}.${field.name}(${name})`, description })),
  ]);
}

function elementOf(type: GraphQLNamedType, { name, description }: GraphQLField<unknown, unknown> | GraphQLInputField): Element {
  return { name: `${type.name}.${name}`, description };
}

test("schema.graphql is what the code says; `npm run schema` makes it anew", () => {
  expect(readFileSync("schema.graphql", "utf8")).toBe(`${printSchemaWithDirectives(schema)}\n`);
});

test("every type, field, argument, enum value and directive has a description", () => {
  expect(elements.length).toBeGreaterThan(200);
  expect(elements.filter(({ description }) => !description?.trim()).map(({ name }) => name)).toEqual([]);
});

test("every root field says who may use it, by exactly one directive, and in its description", () => {
  const rules = new Set(["public", "requireLogin", "requireSuperuser", "requirePermission"]);
  const faulty = rootFields.filter(({ field }) => {
    const given = (field.astNode?.directives ?? []).filter(({ name }) => rules.has(name.value));
    return (
      given.length !== 1 ||
      !/Open to everybody\.|Requires a session\.|Requires a superuser\.|Requires the permission/.test(field.description ?? "")
    );
  });
  expect(rootFields.length).toBeGreaterThan(10);
  expect(faulty.map(({ name }) => name)).toEqual([]);
});

test("every mutation answers with a payload that has userErrors", () => {
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  const faulty = mutations.filter(({ type }) => {
    const payload = getNamedType(type);
    return !isObjectType(payload) || payload.getFields()["userErrors"]?.type.toString() !== "[UserError!]!";
  });
  expect(faulty.map(({ name }) => name)).toEqual([]);
});

test("nothing in the schema is named or typed for a stored secret", () => {
  const stored = /hash|digest|salt|secret|password_?record|encoded/i;
  expect(elements.filter(({ name }) => stored.test(name)).map(({ name }) => name)).toEqual([]);
});

test("no object gives out a password, and no list is sorted or filtered by one", () => {
  const aboutPasswords = new Set(["AuthConfig.passwordPolicy", "Query.passwordResetToken", "User.passwordSummary"]);
  const outputs = types.filter((type) => (isObjectType(type) || isInterfaceType(type)) && type !== schema.getMutationType());
  const sortKeys = types.filter(({ name }) => /Order|Filter/.test(name));
  const fields = [...outputs, ...sortKeys].flatMap(membersOf).filter(({ name }) => !name.endsWith(")"));
  expect(sortKeys.length).toBeGreaterThan(1);
  expect(fields.map(({ name }) => name).filter((name) => /\..*password/i.test(name) && !aboutPasswords.has(name))).toEqual([]);
});

test("no table is shown as it is: entities and GraphQL types are different classes", () => {
  const entities = new Set<unknown>(allEntities);
  const { objectTypes, inputTypes, interfaceTypes } = getMetadataStorage();
  const shown = [...objectTypes, ...inputTypes, ...interfaceTypes].filter(({ target }) => entities.has(target));
  expect(entities.size).toBeGreaterThan(5);
  expect(shown.map(({ name }) => name)).toEqual([]);
});

test("mutations for oneself take nothing that names a user or grants anything", () => {
  const forbidden = /^(user|userId|users|actor|owner|isStaff|isSuperuser|isActive|groups?|permissions?|joinedAt|lastLoginAt)$/;
  const selfService = Object.values(schema.getMutationType()?.getFields() ?? {}).filter(
    ({ astNode }) => !astNode?.directives?.some(({ name }) => name.value === "requirePermission"),
  );
  const taken = selfService.flatMap((field) => field.args.flatMap((argument) => inputFieldsOf(getNamedType(argument.type), field.name)));
  expect(taken.length).toBeGreaterThan(10);
  expect(taken.filter((name) => forbidden.test(name.split(".").at(-1) ?? ""))).toEqual([]);
});

function inputFieldsOf(type: GraphQLNamedType, path: string): string[] {
  if (!isInputObjectType(type)) return [path];
  return Object.values(type.getFields()).flatMap((field) => inputFieldsOf(getNamedType(field.type), `${path}.${field.name}`));
}
