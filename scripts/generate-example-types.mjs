#!/usr/bin/env node
// Types for the operations of examples/apollo-client, from schema.graphql. With --check nothing is written: the program fails when
// a file is not what it would write. (GraphQL Code Generator is called directly; its command line brings 140 packages more.)
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { codegen } from "@graphql-codegen/core";
import { preset } from "@graphql-codegen/client-preset";
import { gqlPluckFromCodeString } from "@graphql-tools/graphql-tag-pluck";
import { buildSchema, parse } from "graphql";
import { ROOT } from "./build-parts.mjs";

const EXAMPLE = join(ROOT, "examples/apollo-client");
const OUTPUT = join(EXAMPLE, "generated/");

/** How the scalars of the schema arrive as JSON. */
const SCALARS = { DateTime: "string", JSON: "unknown", SafeInt: "number" };

const config = {
  useTypeImports: true,
  enumsAsTypes: true,
  strictScalars: true,
  scalars: SCALARS,
  emitLegacyCommonJSImports: false,
  importExtension: ".js",
};

const sdl = readFileSync(join(ROOT, "schema.graphql"), "utf8");
const sections = await preset.buildGeneratesSection({
  baseOutputDir: OUTPUT,
  schema: parse(sdl),
  schemaAst: buildSchema(sdl),
  documents: await readDocuments(),
  config,
  pluginMap: {},
  plugins: [],
  presetConfig: { fragmentMasking: false },
});
const files = await Promise.all(sections.map(async (section) => ({ path: section.filename, content: await codegen(section) })));

const stale = files.filter(({ path, content }) => !existsSync(path) || readFileSync(path, "utf8") !== content);
if (process.argv.includes("--check")) failIfStale();
else for (const { path, content } of stale) write(path, content);

/** The operations that the sources of the example hold as arguments of `graphql(…)`. */
async function readDocuments() {
  const sources = readdirSync(EXAMPLE).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  const found = await Promise.all(
    sources.map(async (name) => {
      const location = join(EXAMPLE, name);
      const code = readFileSync(location, "utf8");
      const operations = await gqlPluckFromCodeString(location, code, { globalGqlIdentifierName: ["graphql"], skipIndent: true });
      return operations.map(({ body }) => ({ location, rawSDL: body, document: parse(body) }));
    }),
  );
  return found.flat();
}

function write(path, content) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function failIfStale() {
  if (stale.length === 0) return;
  console.error(
    `Not up to date: ${stale.map(({ path }) => relative(ROOT, path)).join(", ")}. Run: node scripts/generate-example-types.mjs`,
  );
  process.exitCode = 1;
}
