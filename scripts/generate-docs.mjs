import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./build-parts.mjs";
import { ensureBuildOrExit } from "./ensure-build.mjs";
import { errorsPage } from "./errors-page.mjs";
import { floorsPage } from "./floors-page.mjs";

await ensureBuildOrExit();
const server = new URL("../dist/server/", import.meta.url);
const { renderEnvironmentExample, renderSettingsPage } = await import(new URL("foundation/platform/settings/render-settings.js", server));
const { authErrorCodes } = await import(new URL("foundation/kernel/error-codes.js", server));
const { requestErrorCodes } = await import(new URL("foundation/kernel/request-error.js", server));
const { statusOf } = await import(new URL("edges/http/request-gate-refusal.js", server));

/** What is written from the sources. A guard test compares each file with them. */
const PAGES = {
  ".env.example": renderEnvironmentExample(),
  "docs/generated/settings.md": renderSettingsPage(),
  "docs/generated/floors.md": floorsPage(),
  "docs/generated/errors.md": errorsPage({ userErrors: authErrorCodes, requestErrors: requestErrorCodes, statusOf }),
};

mkdirSync(join(ROOT, "docs/generated"), { recursive: true });
for (const [file, page] of Object.entries(PAGES)) writeFileSync(join(ROOT, file), page);
