// Prints the GraphQL documents of the admin console as JSON, each operation with the fragments that it uses: for the file of
// GATEHOUSE_GRAPHQL_ALLOWED_DOCUMENTS.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Kind, parse, print, visit } from "graphql";
import { ROOT } from "./build-parts.mjs";

const folder = join(ROOT, "admin-ui/src");
const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".graphql"));
const definitions = files.sort().flatMap((name) => parse(readFileSync(join(folder, name), "utf8")).definitions);
const fragments = new Map(
  definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).map((fragment) => [fragment.name.value, fragment]),
);

/** Adds the fragments that a definition uses, and those that they use. */
function collect(definition, used) {
  visit(definition, {
    FragmentSpread({ name }) {
      const fragment = fragments.get(name.value);
      if (used.has(fragment)) return;
      used.add(fragment);
      collect(fragment, used);
    },
  });
  return used;
}

const operations = definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
const texts = operations.map((operation) => print({ kind: Kind.DOCUMENT, definitions: [...collect(operation, new Set([operation]))] }));
process.stdout.write(`${JSON.stringify(texts, undefined, 2)}\n`);
