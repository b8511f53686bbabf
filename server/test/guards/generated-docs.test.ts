import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";

import { checksPage } from "../../../scripts/checks-page.mjs";
import { cliPage } from "../../../scripts/cli-page.mjs";
import { errorsPage } from "../../../scripts/errors-page.mjs";
import { messagesPage } from "../../../scripts/messages-page.mjs";
import { metricsPage } from "../../../scripts/metrics-page.mjs";
import { permissionsPage } from "../../../scripts/permissions-page.mjs";
import { signalsPage } from "../../../scripts/signals-page.mjs";
import { createProgram } from "../../edges/cli/program.js";
import { statusOf } from "../../edges/http/request-gate-refusal.js";
import { deployChecks } from "../../foundation/checks/deploy-checks.js";
import { startChecks } from "../../foundation/checks/start-checks.js";
import { authErrorCodes } from "../../foundation/kernel/error-codes.js";
import { requestErrorCodes } from "../../foundation/kernel/request-error.js";
import { renderEnvironmentExample, renderSettingsPage } from "../../foundation/platform/settings/render-settings.js";
import { metricDefinitions } from "../../foundation/platform/telemetry/metric-definitions.js";
import { AuthenticationHooks } from "../../modules/authentication/authentication.hooks.js";
import { AuthenticationSignals } from "../../modules/authentication/authentication.signals.js";
import { permissionsOf } from "../../modules/permissions/permission-catalogue.js";
import { RecoverySignals } from "../../modules/recovery/recovery.signals.js";
import { RegistrationHooks, RegistrationSignals } from "../../modules/registration/registration.events.js";
import { protectedModels } from "../../storage.js";
import { PlayedTerminal } from "../support/played-terminal.js";

const permissions = protectedModels.flatMap(permissionsOf);
const sdl = readFileSync("schema.graphql", "utf8");

// floors.md is compared in floors.test.ts.
test.each([
  [".env.example", renderEnvironmentExample()],
  ["docs/generated/settings.md", renderSettingsPage()],
  ["docs/generated/errors.md", errorsPage({ userErrors: authErrorCodes, requestErrors: requestErrorCodes, statusOf })],
  ["docs/generated/checks.md", checksPage({ startChecks, deployChecks })],
  ["docs/generated/cli.md", cliPage(createProgram({ terminal: new PlayedTerminal(), environment: {} }))],
  ["docs/generated/messages.md", messagesPage()],
  ["docs/generated/metrics.md", metricsPage(metricDefinitions)],
  ["docs/generated/permissions.md", permissionsPage({ permissions, sdl })],
  ["docs/generated/signals.md", signalsPage()],
])("%s says what the sources say; `npm run docs` makes it anew", (file, page) => {
  expect(readFileSync(file, "utf8")).toBe(page);
});

test("every hook and signal is on its page, which is read from the text of the sources", () => {
  const report = () => undefined;
  const hooks = [new AuthenticationHooks(), new RegistrationHooks()];
  const signals = [new AuthenticationSignals(report), new RegistrationSignals(report), new RecoverySignals(report)];
  const names = [...hooks, ...signals].flatMap((each) => Object.keys(each));
  const onPage = [...signalsPage().matchAll(/^\| `(\w+)` /gm)].map(([, name]) => name);
  expect(onPage.sort()).toEqual(names.sort());
});
