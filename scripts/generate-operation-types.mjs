#!/usr/bin/env node
// Types for the operations of the console, of the embeddable library and of examples/apollo-client, from schema.graphql. With --check
// nothing is written: the program fails when a file is not what it would write. (GraphQL Code Generator is called directly; its
// command line brings 140 packages more.)
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { codegen } from "@graphql-codegen/core";
import { preset } from "@graphql-codegen/client-preset";
import { gqlPluckFromCodeString } from "@graphql-tools/graphql-tag-pluck";
import { buildSchema, parse } from "graphql";
import { ROOT } from "./build-parts.mjs";

/**
 * Programs with operations: those of the example stand in its sources, those for browsers in files of their own, so that no browser
 * loads their text beside what it is parsed into.
 */
const PROGRAMS = [
  { folder: "examples/apollo-client", output: "generated", ending: ".ts" },
  { folder: "admin-ui/src", output: "api/generated", ending: ".graphql", only: "graphql.ts" },
  { folder: "admin-ui/react", output: "api/generated", ending: ".graphql", only: "graphql.ts" },
];

const config = {
  useTypeImports: true,
  enumsAsTypes: true,
  strictScalars: true,
  // How the scalars of the schema arrive as JSON.
  scalars: { DateTime: "string", JSON: "unknown", SafeInt: "number" },
  emitLegacyCommonJSImports: false,
  importExtension: ".js",
};

const sdl = readFileSync(join(ROOT, "schema.graphql"), "utf8");
const files = (await Promise.all(PROGRAMS.map(generate))).flat();
const stale = files.filter(({ path, content }) => !existsSync(path) || readFileSync(path, "utf8") !== content);
if (process.argv.includes("--check")) failIfStale();
else for (const { path, content } of stale) write(path, content);

async function generate({ folder, output, ending, only }) {
  const sections = await preset.buildGeneratesSection({
    baseOutputDir: join(ROOT, folder, output, "/"),
    schema: parse(sdl),
    schemaAst: buildSchema(sdl),
    documents: await readDocuments(folder, ending),
    config,
    pluginMap: {},
    plugins: [],
    presetConfig: { fragmentMasking: false },
  });
  const wanted = sections.filter(({ filename }) => only === undefined || filename.endsWith(`/${only}`));
  return Promise.all(wanted.map(async (section) => ({ path: section.filename, content: await codegen(section) })));
}

async function readDocuments(folder, ending) {
  const names = readdirSync(join(ROOT, folder), { recursive: true }).filter((name) => name.endsWith(ending) && !name.endsWith(".test.ts"));
  const found = await Promise.all(
    names.sort().map(async (name) => {
      const location = join(ROOT, folder, name);
      const text = readFileSync(location, "utf8");
      return (await operationsIn(location, text)).map((body) => ({ location, rawSDL: body, document: parse(body) }));
    }),
  );
  return found.flat();
}

/** The operations of a file; in sources they are arguments of `graphql(…)`. */
async function operationsIn(location, text) {
  if (location.endsWith(".graphql")) return [text];
  const plucked = await gqlPluckFromCodeString(location, text, { globalGqlIdentifierName: ["graphql"], skipIndent: true });
  return plucked.map(({ body }) => body);
}

function write(path, content) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function failIfStale() {
  if (stale.length === 0) return;
  console.error(
    `Not up to date: ${stale.map(({ path }) => relative(ROOT, path)).join(", ")}. Run: node scripts/generate-operation-types.mjs`,
  );
  process.exitCode = 1;
}
