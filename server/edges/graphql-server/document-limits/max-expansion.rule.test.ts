import { describe, expect, test } from "@jest/globals";
import { Kind, parse, type FragmentDefinitionNode, type OperationDefinitionNode } from "graphql";
import { expansionWork } from "./max-expansion.rule.js";

const limit = 5000;

/** The counted work, and how often fragments were looked up to count it. */
function measure(source: string): { work: number; lookUps: number } {
  const { definitions } = parse(source);
  const fragments = new Map(
    definitions
      .filter((definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  let lookUps = 0;
  const findFragment = (name: string): FragmentDefinitionNode | undefined => {
    lookUps += 1;
    return fragments.get(name);
  };
  return { work: expansionWork((definitions[0] as OperationDefinitionNode).selectionSet, findFragment, limit), lookUps };
}

const fragmentChain = (length: number, body: (next: string) => string): string =>
  Array.from({ length }, (_, i) => `fragment F${i} on T { ${body(`F${i + 1}`)} }`).join(" ");

test("every selection counts one", () => {
  expect(measure("{ a b { c ... { d } ...F } } fragment F on T { e }").work).toBe(7);
});

test("fields of one response name count every pair", () => {
  expect(measure("{ a a a a }").work).toBe(4 + 6);
  expect(measure("{ a: x a: y b: x }").work).toBe(3 + 1);
});

test("fields are paired across fragments and across merged parents", () => {
  expect(measure("{ a { x } ...F } fragment F on T { a { x } }").work).toBe(3 + 1 + 2 + 1);
});

test("forty fragments that all select id are cheap", () => {
  const fragments = Array.from({ length: 40 }, (_, i) => i);
  const source = `{ me { ${fragments.map((i) => `...P${i}`).join(" ")} } } ${fragments.map((i) => `fragment P${i} on T { id f${i} }`).join(" ")}`;
  expect(measure(source).work).toBeLessThan(limit / 4);
});

describe("stops early at", () => {
  test.each([
    ["one field 500 times", `{ ${"me { id } ".repeat(500)} }`],
    ["repeated fields at three levels", `{ ${`a { ${`b { ${"c { d } ".repeat(6)} } `.repeat(6)} } `.repeat(6)} }`],
    [
      "aliased fan-out 2^40",
      `{ ...F0 } ${fragmentChain(40, (next) => `a: x { ...${next} } b: x { ...${next} }`)} fragment F40 on T { id }`,
    ],
    ["a cycle through fields", "{ ...F0 } fragment F0 on T { a: x { ...F0 } b: x { ...F0 } }"],
    ["a narrow cycle", "{ ...F0 } fragment F0 on T { x { ...F0 } }"],
  ])("%s", (_name, source) => {
    const { work, lookUps } = measure(source);
    expect(work).toBeGreaterThan(limit);
    // One level beyond the limit at most: 500 repeated fields are 124,750 pairs, counted by one multiplication.
    expect(work).toBeLessThan(limit + 125_000);
    expect(lookUps).toBeLessThanOrEqual(limit);
  });
});

describe("is linear for", () => {
  test.each([
    ["plain fan-out 2^100", `{ ...F0 } ${fragmentChain(100, (next) => `...${next} ...${next}`)} fragment F100 on T { id }`],
    ["500 spreads of one fragment", `{ ${"...F ".repeat(500)} } fragment F on T { id }`],
    ["300 nested inline fragments", `{ ${"... { ".repeat(300)} id ${"}".repeat(300)} }`],
    ["a cycle of spreads", "{ ...F0 } fragment F0 on T { id ...F1 } fragment F1 on T { ...F0 }"],
  ])("%s", (_name, source) => {
    const { work, lookUps } = measure(source);
    expect(work).toBeLessThanOrEqual(502);
    expect(lookUps).toBeLessThanOrEqual(101);
  });
});
