import { table } from "./table.mjs";

/**
 * docs/generated/checks.md.
 * @param {{ startChecks: readonly Check[], deployChecks: readonly Check[] }} checks
 * @typedef {{ id: string, about: string, message: string, hint?: string }} Check
 * @returns {string}
 */
export function checksPage({ startChecks, deployChecks }) {
  return [
    "<!-- Made by `npm run docs` from server/foundation/checks. -->",
    "",
    "# System checks of the settings",
    "",
    "`npx gatehouse check` asks those of the first table, as does every start: an error (`E`) refuses it, warnings (`W`) go to the log.",
    "`check --deploy` asks all. `check --database` also looks into the database. `gatehouse.E001` stands for a setting that cannot be read.",
    "",
    "## Always",
    "",
    ...checksTable(startChecks),
    "",
    "## For a public installation",
    "",
    ...checksTable(deployChecks),
    "",
  ].join("\n");
}

function checksTable(checks) {
  const rows = checks
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, about, message, hint }) => [`\`${id}\``, `\`${about}\``, message, hint]);
  return table(["id", "setting", "what is found", "what to do"], rows);
}
