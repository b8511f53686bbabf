import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";

import { errorsPage } from "../../../scripts/errors-page.mjs";
import { statusOf } from "../../edges/http/request-gate-refusal.js";
import { authErrorCodes } from "../../foundation/kernel/error-codes.js";
import { requestErrorCodes } from "../../foundation/kernel/request-error.js";
import { renderEnvironmentExample, renderSettingsPage } from "../../foundation/platform/settings/render-settings.js";

// floors.md is compared in floors.test.ts.
test.each([
  [".env.example", renderEnvironmentExample()],
  ["docs/generated/settings.md", renderSettingsPage()],
  ["docs/generated/errors.md", errorsPage({ userErrors: authErrorCodes, requestErrors: requestErrorCodes, statusOf })],
])("%s says what the sources say; `npm run docs` makes it anew", (file, page) => {
  expect(readFileSync(file, "utf8")).toBe(page);
});
