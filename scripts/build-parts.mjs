import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

/** The folder of package.json; every path of the build is relative to it. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** What every page depends on beside its own files. */
const PAGE_INPUTS = ["package-lock.json", "scripts/build-parts.mjs"];

/**
 * What the build makes. Each part is made from its own inputs only, so that a change in one leaves the others alone.
 * `make` writes the whole result into a fresh directory; it need not care about old results, other processes or being killed.
 * @type {{ name: string, inputs: string[], make: (outputDirectory: string) => Promise<void> }[]}
 */
export const PARTS = [
  { name: "server", inputs: ["server", "tsconfig.json", "package-lock.json", "scripts/join-modules.mjs"], make: makeServer },
  { name: "graphiql", inputs: ["admin-ui/graphiql", ...PAGE_INPUTS], make: async (output) => makePage("admin-ui/graphiql", output) },
  {
    name: "admin-ui",
    inputs: ["admin-ui/index.html", "admin-ui/src", "admin-ui/react", "admin-ui/vite.config.ts", ...PAGE_INPUTS],
    make: async (output) => makePage("admin-ui", output),
  },
  {
    name: "accounts",
    inputs: ["admin-ui/accounts", "admin-ui/react", "admin-ui/src/api/client.ts", "admin-ui/src/theme/icon.svg", ...PAGE_INPUTS],
    make: async (output) => makePage("admin-ui/accounts", output),
  },
  {
    name: "react",
    inputs: ["admin-ui/react", "admin-ui/tsconfig.json", "tsconfig.json", "package-lock.json"],
    make: makeLibrary,
  },
  { name: "documents", inputs: ["admin-ui/src", "admin-ui/react", "scripts/list-documents.mjs", ...PAGE_INPUTS], make: makeDocuments },
];

/** Changes whenever the content, the name or the number of the inputs changes; independent of file times, which git does not keep. */
export function fingerprint(part) {
  const hash = createHash("sha256");
  for (const file of part.inputs.flatMap(filesBelow))
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(ROOT, file)))
      .update("\0");
  return hash.digest("hex");
}

/** Copies what the compiler leaves behind: word lists, templates, SQL. */
export function copyServerAssets(outputDirectory) {
  for (const file of filesBelow("server")) {
    if (file.endsWith(".ts") || file.endsWith("tsconfig.json")) continue;
    const target = join(outputDirectory, file.slice("server/".length));
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(ROOT, file), target);
  }
}

/** Starts a tool of node_modules with this Node, without a shell. */
export function spawnTool(script, args, options = {}) {
  const file = join(ROOT, "node_modules", script);
  if (!existsSync(file)) throw new Error(`node_modules/${script} is not there: run \`npm ci\` first.`);
  return spawn(process.execPath, [file, ...args], { cwd: ROOT, stdio: "inherit", ...options });
}

async function makeServer(outputDirectory) {
  await runTool("typescript/bin/tsc", ["-p", "server/tsconfig.json", "--noEmitOnError", "--outDir", outputDirectory]);
  copyServerAssets(outputDirectory);
  // Not at the top: it needs node_modules, which programs that only ask whether the build is fresh may lack.
  const { joinModules } = await import("./join-modules.mjs");
  await joinModules(outputDirectory);
}

/** The library for embedding: not bundled, so that the embedder's own bundler takes what is used, and one copy of React. */
async function makeLibrary(outputDirectory) {
  await runTool("typescript/bin/tsc", ["-p", "admin-ui/react", "--noEmitOnError", "--outDir", outputDirectory]);
  copyFileSync(join(ROOT, "admin-ui/react/styles.css"), join(outputDirectory, "styles.css"));
}

/** The documents that our pages send, for servers that serve no others: `gatehouse print-documents`. */
async function makeDocuments(outputDirectory) {
  // Not at the top either.
  const { listDocuments } = await import("./list-documents.mjs");
  writeFileSync(join(outputDirectory, "pages.json"), JSON.stringify(listDocuments(), undefined, 2));
}

async function makePage(folder, outputDirectory) {
  await runTool("vite/bin/vite.js", ["build", folder, "--logLevel", "error", "--emptyOutDir", "--outDir", outputDirectory]);
  compressTexts(outputDirectory);
}

/** Lays compressed copies beside what compresses well, so that the server never has to do it. */
function compressTexts(directory) {
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(css|html|js|svg)$/.test(entry.name)) continue;
    const file = join(entry.parentPath, entry.name);
    const content = readFileSync(file);
    writeFileSync(`${file}.br`, brotliCompressSync(content));
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  }
}

async function runTool(script, args) {
  const tool = spawnTool(script, args);
  const status = await new Promise((settle, reject) => tool.once("error", reject).once("exit", (code, signal) => settle(code ?? signal)));
  if (status !== 0) throw new Error(`${script} ended with ${status}; what is wrong stands above.`);
}

/** The files of an input, sorted, without tests: they are not part of any result. */
function filesBelow(path) {
  const absolute = join(ROOT, path);
  if (!existsSync(absolute) || isTest(path)) return [];
  if (statSync(absolute).isFile()) return [path];
  return readdirSync(absolute)
    .sort()
    .flatMap((name) => filesBelow(`${path}/${name}`));
}

function isTest(path) {
  return path === "server/test" || /\.test\.tsx?$/.test(path);
}
