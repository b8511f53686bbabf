import { FLOORS } from "../.dependency-cruiser.mjs";

/**
 * docs/generated/floors.md: the table of floors, highest first, as one looks at a house.
 * @returns {string}
 */
export function floorsPage() {
  const rows = FLOORS.toReversed().map(
    ({ floor, holds, modules }) => `| ${floor} | ${modules.map((module) => `\`${module}\``).join(", ")} | ${holds} |`,
  );
  return [
    "<!-- Made by `npm run docs` from .dependency-cruiser.mjs. -->",
    "",
    "# Floors",
    "",
    "A module under `server/` imports itself and lower floors only. Neighbours on one floor do not import each other.",
    "When two of them seem to need each other, one of three moves is right: put the shared part lower, put the joint step",
    "higher, or let the higher module add the GraphQL field or listen to the signal.",
    "",
    "| floor | modules | holds |",
    "|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}
