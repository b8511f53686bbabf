import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { ROOT } from "./build-parts.mjs";
import { table } from "./table.mjs";

/** A field of a class of signals or hooks, with its docstring. */
const declaration = /\/\*\* ([^\n]+?) \*\/\n\s+readonly (\w+)(?:: | = new )(Signal|Hook)<(.+)>/g;

/**
 * docs/generated/signals.md.
 * @returns {string}
 */
export function signalsPage() {
  const declared = sources().flatMap((source) => [...source.matchAll(declaration)]);
  const rowsOf = (kind) =>
    declared
      .filter(([, , , ofKind]) => ofKind === kind)
      .map(([, meaning, name, , event]) => [`\`${name}\``, meaning, `\`${event.replaceAll("readonly ", "")}\``]);
  return [
    "<!-- Made by `npm run docs` from the signals, hooks and events of server/modules. -->",
    "",
    "# Hooks and signals",
    "",
    "For programs that run Gatehouse inside their own process. `UserEvent` is `{ user: UserRecord; source: RequestSource }`.",
    "",
    "## Hooks",
    "",
    "Asked in order before something happens: `gatehouse.hooks.beforeSignUp.use(async (event) => { … })`. A function that throws",
    "`UserErrors` forbids the step with words for the person at the form; one that fails otherwise forbids it too.",
    "",
    ...table(["hook", "asked", "event"], rowsOf("Hook")),
    "",
    "## Signals",
    "",
    "Told after the commit: `gatehouse.signals.userSignedUp.connect(async (event) => { … })`. A listener cannot undo anything; what it",
    "throws is logged. Commands send none.",
    "",
    ...table(["signal", "told when", "event"], rowsOf("Signal")),
    "",
  ].join("\n");
}

function sources() {
  const modules = join(ROOT, "server/modules");
  return readdirSync(modules, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(hooks|signals|events)\.ts$/.test(file))
    .sort()
    .map((file) => readFileSync(join(modules, file), "utf8"));
}
