/**
 * The floors of the house, lowest first. A module imports itself and lower floors; neighbours on one floor do not import each
 * other. The rules below and docs/generated/floors.md are made from this table. A path is a folder or a file under server/;
 * of two that fit, the longer counts. A module is added here when it gets its first file.
 * @type {{ floor: string, holds: string, modules: string[] }[]}
 */
export const FLOORS = [
  { floor: "foundation: kernel", holds: "values and words without input or output", modules: ["foundation/kernel"] },
  { floor: "foundation: platform", holds: "the outside world: settings, database, jobs, mail, log", modules: ["foundation/platform"] },
  { floor: "foundation: tools", holds: "what resolvers and start-up use", modules: ["foundation/graphql-kit", "foundation/checks"] },
  { floor: "migrations", holds: "the history of the tables, in SQL", modules: ["migrations"] },
  {
    floor: "1",
    holds: "capabilities that know nobody",
    modules: ["modules/audit", "modules/one-time-tokens", "modules/passwords", "modules/permissions", "modules/throttling"],
  },
  { floor: "2", holds: "groups, which bundle permissions", modules: ["modules/groups"] },
  { floor: "3", holds: "accounts: users, who have groups", modules: ["modules/accounts"] },
  { floor: "4", holds: "sessions, which belong to a user", modules: ["modules/sessions"] },
  { floor: "5", holds: "authentication: from a login to a session", modules: ["modules/authentication"] },
  { floor: "6", holds: "ways in for people without a session", modules: ["modules/recovery", "modules/registration"] },
  {
    floor: "7",
    holds: "administration by staff; users from elsewhere, and back; lists as files",
    modules: ["modules/admin", "modules/import", "modules/exports"],
  },
  { floor: "edges: GraphQL", holds: "schema, limits, error format", modules: ["edges/graphql-server"] },
  { floor: "edges: HTTP", holds: "the door through which GraphQL is reached", modules: ["edges/http"] },
  { floor: "jobs", holds: "work of the whole installation", modules: ["sweep.job.ts"] },
  { floor: "administration", holds: "the services of the admin module, joined", modules: ["administration.ts"] },
  { floor: "job handlers", holds: "who does which job", modules: ["job-handlers.ts"] },
  { floor: "settings applied", holds: "services that settings alone describe", modules: ["parts-of-settings.ts"] },
  { floor: "lists", holds: "every table and every resolver of the installation", modules: ["storage.ts", "resolvers.ts"] },
  { floor: "composition", holds: "the one place where services are joined", modules: ["composition.ts"] },
  { floor: "visitor", holds: "guards for routes of integrators", modules: ["visitor.ts"] },
  { floor: "gatehouse", holds: "everything joined, ready to answer requests", modules: ["gatehouse.ts"] },
  { floor: "server", holds: "the running server: listening and draining", modules: ["serve.ts"] },
  { floor: "worker metrics", holds: "the metrics of a worker, told to the others", modules: ["worker-metrics.ts"] },
  { floor: "crew metrics", holds: "what the process above the workers knows of their metrics", modules: ["crew-metrics.ts"] },
  { floor: "worker connections", holds: "what becomes of connections on the way to a dead worker", modules: ["worker-connections.ts"] },
  { floor: "worker", holds: "one worker process, started again when it dies", modules: ["worker-slot.ts"] },
  { floor: "workers", holds: "several server processes that share one port", modules: ["worker-crew.ts"] },
  { floor: "process", holds: "settings, start-up messages, signals", modules: ["run.ts"] },
  { floor: "contract suites", holds: "tests that parts of integrators can be put to", modules: ["contract-suites"] },
  { floor: "entries", holds: "what a process or an integrator starts from", modules: ["main.ts", "index.ts", "testing.ts", "edges/cli"] },
];

const TESTS = "(^server/test/|\\.test\\.ts$)";
const ALL_MODULES = FLOORS.flatMap(({ modules }) => modules);

/** What the kernel may take from outside: pure functions and randomness. */
const KERNEL_MAY_USE = ["^(node:)?(crypto|net|util)$", "^node_modules/(@types/node|uuid)/"];

function pathOf(module) {
  return `^server/${module.replaceAll(".", "\\.")}${module.endsWith(".ts") ? "$" : "/"}`;
}

function floorRule(module, lowerModules) {
  return {
    name: `floor-of-${module.replace(/\.ts$/, "").replaceAll("/", "-")}`,
    comment:
      `${module} imports itself and lower floors only. Instead: put the shared part on a lower floor, put the joint step on a ` +
      "higher one, or let the higher module add the GraphQL field or listen to the signal.",
    severity: "error",
    from: { path: pathOf(module), pathNot: TESTS },
    to: { path: "^server/", pathNot: [module, ...lowerModules].map(pathOf) },
  };
}

function floorRules() {
  return FLOORS.flatMap(({ modules }, height) => {
    const lowerModules = FLOORS.slice(0, height).flatMap((floor) => floor.modules);
    return modules.map((module) => floorRule(module, lowerModules));
  });
}

export default {
  forbidden: [
    ...floorRules(),
    {
      name: "module-without-floor",
      comment:
        "This file belongs to no floor. Instead: add its module to FLOORS in .dependency-cruiser.mjs, on the lowest floor that serves.",
      severity: "error",
      from: { path: "^server/", pathNot: [TESTS, ...ALL_MODULES.map(pathOf)] },
      to: {},
    },
    {
      name: "kernel-is-pure",
      comment: "The kernel does no input or output. Instead: put the code into foundation/platform, or pass the value in.",
      severity: "error",
      from: { path: pathOf("foundation/kernel"), pathNot: TESTS },
      to: { pathNot: ["^server/", ...KERNEL_MAY_USE] },
    },
    {
      name: "internal-is-private",
      comment: "A folder called internal is private to its module. Instead: export what you need from a file of the module itself.",
      severity: "error",
      from: { path: "^(server/[^/]+/[^/]+)/", pathNot: TESTS },
      to: { path: "/internal/", pathNot: "(^$1/|^node_modules/)" },
    },
    {
      name: "no-cycles",
      comment: "Two files that import each other cannot be read alone. Instead: move what both need into a third file.",
      severity: "error",
      from: { path: "^server/" },
      to: { circular: true },
    },
    {
      name: "tests-are-not-imported",
      comment: "The program does not contain its tests. Instead: move the shared code out of the test into the module.",
      severity: "error",
      from: { path: "^server/", pathNot: TESTS },
      to: { path: TESTS },
    },
    {
      name: "only-installed-packages",
      comment: "`npm ci --omit=dev` does not install this package. Instead: move it to `dependencies`, or do without it.",
      severity: "error",
      from: { path: "^server/", pathNot: TESTS },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown", "unknown"], dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    // TypeScript 7 has no programming interface. And: never list .ts in extraExtensionsToScan, it would silently parse nothing.
    parser: "swc",
    tsPreCompilationDeps: true,
    doNotFollow: { path: "^node_modules/" },
    // Packages that offer nothing but ES modules are found by their "exports" only.
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
