import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { rolldown } from "rolldown";

/** Where the joined files are, below the folder of the server; nothing in it lies deeper, see `placeOf`. */
const FOLDER = "joined";

const requireHere = createRequire(import.meta.url);

/** Marks what is required instead of imported. */
const REQUIRE = "\0require:";
const REQUIRED = /^\0require:/;

/** What Node is started with and what other programs import: the name of the joined file, and the module it begins at. */
const ENTRIES = { main: "main.js", index: "index.js", testing: "testing.js", cli: "edges/cli/main.js" };

/**
 * Joins the compiled modules of the server into a few files, because Node takes 0.4 ms for each one it loads, and makes the
 * entries lead there. All other modules stay beside them for those who load one by its path. Packages are not joined.
 * The entries are joined at once, so that a class is the same to whoever gets it through another entry.
 * @param {string} directory what the compiler wrote, absolute
 */
export async function joinModules(directory) {
  const joining = await rolldown({
    input: Object.fromEntries(Object.entries(ENTRIES).map(([name, module]) => [name, join(directory, module)])),
    cwd: directory,
    platform: "node",
    tsconfig: false,
    // A module may be imported for what it registers.
    treeshake: false,
    plugins: [
      { name: "packages", resolveId: placeOfPackage, load: { filter: { id: REQUIRED }, handler: (id) => requirePackage(id) } },
      { name: "own-modules", load: { filter: { id: /\.js$/ }, handler: (id) => readModule(directory, id) } },
    ],
  });
  // A class keeps its name where another module has one of the same name.
  await joining.write({ dir: join(directory, FOLDER), chunkFileNames: "part-[name].js", keepNames: true, sourcemap: true });
  await joining.close();
  for (const [name, module] of Object.entries(ENTRIES)) leadTo(join(directory, FOLDER, `${name}.js`), join(directory, module));
}

/** Packages stay outside. What is imported when it is needed, what is of Node, and ES modules are imported as they stand. */
function placeOfPackage(id, _importer, { kind }) {
  if (id.startsWith(".") || isAbsolute(id)) return null;
  const isRequired = kind === "import-statement" && !isBuiltin(id) && isCommonJs(requireHere.resolve(id));
  return isRequired ? { id: `${REQUIRE}${id}` } : { id, external: true };
}

/** Whether Node takes a file for CommonJS: by its ending, or by the package.json that is nearest above it. */
function isCommonJs(file) {
  if (/\.[cm]js$/.test(file)) return file.endsWith(".cjs");
  let folder = dirname(file);
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).type !== "module";
}

/** A package as `require` gives it. It takes Node a third less time than to import it, because no names are looked for in its files. */
function requirePackage(id) {
  return { code: `module.exports = require(${JSON.stringify(id.slice(REQUIRE.length))});` };
}

/** A module with the map to its TypeScript; what it finds beside itself it finds from the joined file as well. */
function readModule(directory, file) {
  const code = readFileSync(file, "utf8");
  if (/\bimport\.meta\.(?!url\b)/.test(code)) throw new Error(`${file}: of import.meta only the url is known to join-modules.mjs`);
  // Lines stay where they are, so the map goes on being right.
  return { code: code.replaceAll("import.meta.url", placeOf(directory, file)), map: readFileSync(`${file}.map`, "utf8") };
}

/** The code for the place of a module, as seen from any joined file. */
function placeOf(directory, file) {
  return `new URL("../${urlPath(relative(directory, file))}", import.meta.url).href`;
}

/** Puts a line that imports the joined file in the place of an entry. */
function leadTo(joined, entry) {
  const path = urlPath(relative(dirname(entry), joined));
  writeFileSync(entry, `export * from "${path.startsWith(".") ? path : `./${path}`}";\n`);
  rmSync(`${entry}.map`);
}

function urlPath(path) {
  return path.replaceAll(sep, "/");
}
