import { expect, test } from "@jest/globals";
import { Kind, parse, type DocumentNode, type FragmentDefinitionNode, type OperationDefinitionNode } from "graphql";
import { foldSelections } from "./fold-selections.js";

function fragmentsOf(document: DocumentNode): (name: string) => FragmentDefinitionNode | undefined {
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION) as FragmentDefinitionNode[];
  return (name) => fragments.find((fragment) => fragment.name.value === name);
}

/** Counts the leaves of the first operation, and how many fields were looked at to do so. */
function countLeaves(source: string): { leaves: number; visited: number } {
  const document = parse(source);
  let visited = 0;
  const leavesOf = foldSelections(fragmentsOf(document), {
    field: (field, nested) => {
      visited += 1;
      return field.selectionSet === undefined ? 1 : nested();
    },
    join: (left, right) => left + right,
  });
  return { leaves: leavesOf((document.definitions[0] as OperationDefinitionNode).selectionSet), visited };
}

test("fields, inline fragments and spreads are followed", () => {
  expect(countLeaves("{ a { b ... { c d } ...F } } fragment F on T { e f { g } }").leaves).toBe(5);
});

test("fragments that fan out 2^50 are worked out once each", () => {
  const fragments = Array.from({ length: 50 }, (_, i) => `fragment F${i} on T { ...F${i + 1} ...F${i + 1} }`);
  const { leaves, visited } = countLeaves(`{ ...F0 } ${fragments.join(" ")} fragment F50 on T { a }`);
  expect(leaves).toBe(2 ** 50);
  expect(visited).toBe(1);
});

test("500 spreads of one fragment look into it once", () => {
  const { leaves, visited } = countLeaves(`{ ${"...F ".repeat(500)} } fragment F on T { a b }`);
  expect(leaves).toBe(1000);
  expect(visited).toBe(2);
});

test("cycles end", () => {
  expect(countLeaves("{ a { ...F } } fragment F on T { b c { ...G } } fragment G on T { d ...F }").visited).toBe(4);
});

test("an unknown fragment counts nothing", () => {
  expect(countLeaves("{ a ...Missing }").leaves).toBe(1);
});
