import {
  Kind,
  valueFromASTUntyped,
  type FieldNode,
  type GraphQLField,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from "graphql";

import { pageSizes } from "../../../foundation/kernel/page.js";

const sizeArgumentNames = new Set(["first", "last", "ids"]);

/** How many rows a field asks for. */
export interface PageSize {
  readonly usesVariables: boolean;
  /** Between 1 and the maximum, whatever the variables hold: their types have not been checked yet. */
  rows(variables: Readonly<Record<string, unknown>>): number;
}

/**
 * The page size of a field with an argument `first`, `last` or `ids`, or with a number of rows in its extensions (`rows`); undefined for
 * every other field.
 */
export function readPageSize(
  node: FieldNode,
  definition: GraphQLField<unknown, unknown>,
  operation: OperationDefinitionNode,
): PageSize | undefined {
  const sizeArguments = definition.args.filter(({ name }) => sizeArgumentNames.has(name));
  if (sizeArguments.length === 0) return statedRows(definition);
  const given = (node.arguments ?? []).filter(({ name }) => sizeArguments.some((argument) => argument.name === name.value));
  const defaults = variableDefaults(operation.variableDefinitions ?? []);
  return {
    usesVariables: given.some(({ value }) => value.kind === Kind.VARIABLE),
    rows(variables) {
      const wanted = given.map(({ value }) => sizeIn(valueFromASTUntyped(value, { ...defaults, ...variables }))).filter(isNumber);
      const otherwise = sizeArguments.map(({ defaultValue }) => defaultValue).filter(isNumber);
      return clamp(largest(wanted) ?? largest(otherwise) ?? pageSizes.default);
    },
  };
}

function statedRows({ extensions }: GraphQLField<unknown, unknown>): PageSize | undefined {
  const rows = extensions["rows"];
  return isNumber(rows) ? { usesVariables: false, rows: () => clamp(rows) } : undefined;
}

function variableDefaults(definitions: readonly VariableDefinitionNode[]): Record<string, unknown> {
  const withDefault = definitions.flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, defaultValue] as const] : [],
  );
  return Object.fromEntries(withDefault.map(([name, value]) => [name, valueFromASTUntyped(value)]));
}

/** The number itself, or how many ids a list holds. */
function sizeIn(value: unknown): unknown {
  return Array.isArray(value) ? value.length : value;
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && !Number.isNaN(value);
}

function largest(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : Math.max(...numbers);
}

function clamp(rows: number): number {
  return Math.min(Math.max(Math.trunc(rows), 1), pageSizes.most);
}
