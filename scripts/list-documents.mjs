import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Kind, parse, print, visit } from "graphql";
import { ROOT } from "./build-parts.mjs";

/** Programs with operations of their own; each knows its own fragments only. */
const PROGRAMS = ["admin-ui/src", "admin-ui/react"];

/**
 * The GraphQL documents of the admin console and the account pages: every operation with the fragments that it uses.
 * @returns {string[]}
 */
export function listDocuments() {
  return [...new Set(PROGRAMS.flatMap(documentsIn))];
}

function documentsIn(program) {
  const folder = join(ROOT, program);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".graphql"));
  const definitions = files.toSorted().flatMap((name) => parse(readFileSync(join(folder, name), "utf8")).definitions);
  const fragments = new Map(
    definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).map((fragment) => [fragment.name.value, fragment]),
  );
  return definitions
    .filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
    .map((operation) => print({ kind: Kind.DOCUMENT, definitions: [...withFragments(operation, fragments, new Set([operation]))] }));
}

/** Adds the fragments that a definition uses, and those that they use. */
function withFragments(definition, fragments, used) {
  visit(definition, {
    FragmentSpread({ name }) {
      const fragment = fragments.get(name.value);
      if (used.has(fragment)) return;
      used.add(fragment);
      withFragments(fragment, fragments, used);
    },
  });
  return used;
}
