import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./build-parts.mjs";
import { checksPage } from "./checks-page.mjs";
import { cliPage } from "./cli-page.mjs";
import { ensureBuildOrExit } from "./ensure-build.mjs";
import { errorsPage } from "./errors-page.mjs";
import { floorsPage } from "./floors-page.mjs";
import { messagesPage } from "./messages-page.mjs";
import { metricsPage } from "./metrics-page.mjs";
import { permissionsPage } from "./permissions-page.mjs";
import { signalsPage } from "./signals-page.mjs";

await ensureBuildOrExit();
const server = new URL("../dist/server/", import.meta.url);
const { renderEnvironmentExample, renderSettingsPage } = await import(new URL("foundation/platform/settings/render-settings.js", server));
const { authErrorCodes } = await import(new URL("foundation/kernel/error-codes.js", server));
const { requestErrorCodes } = await import(new URL("foundation/kernel/request-error.js", server));
const { statusOf } = await import(new URL("edges/http/request-gate-refusal.js", server));
const { startChecks } = await import(new URL("foundation/checks/start-checks.js", server));
const { deployChecks } = await import(new URL("foundation/checks/deploy-checks.js", server));
const { metricDefinitions } = await import(new URL("foundation/platform/telemetry/metric-definitions.js", server));
const { permissionsOf } = await import(new URL("modules/permissions/permission-catalogue.js", server));
const { protectedModels } = await import(new URL("storage.js", server));
const { createProgram } = await import(new URL("edges/cli/program.js", server));
const { createTerminal } = await import(new URL("edges/cli/terminal.js", server));

const permissions = protectedModels.flatMap(permissionsOf);
const sdl = readFileSync(join(ROOT, "schema.graphql"), "utf8");

/** What is written from the sources. A guard test compares each file with them. */
const PAGES = {
  ".env.example": renderEnvironmentExample(),
  "docs/generated/settings.md": renderSettingsPage(),
  "docs/generated/floors.md": floorsPage(),
  "docs/generated/errors.md": errorsPage({ userErrors: authErrorCodes, requestErrors: requestErrorCodes, statusOf }),
  "docs/generated/checks.md": checksPage({ startChecks, deployChecks }),
  "docs/generated/cli.md": cliPage(createProgram({ terminal: createTerminal(), environment: {} })),
  "docs/generated/messages.md": messagesPage(),
  "docs/generated/metrics.md": metricsPage(metricDefinitions),
  "docs/generated/permissions.md": permissionsPage({ permissions, sdl }),
  "docs/generated/signals.md": signalsPage(),
};

mkdirSync(join(ROOT, "docs/generated"), { recursive: true });
for (const [file, page] of Object.entries(PAGES)) writeFileSync(join(ROOT, file), page);
