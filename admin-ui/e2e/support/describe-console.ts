import { afterAll, afterEach, beforeAll, describe } from "@jest/globals";
import type { Browser } from "playwright-core";

import type { Environment } from "../../../server/foundation/platform/settings/load-settings.js";
import { createTestServer, type TestServer } from "../../../server/test/support/test-server.js";
import { findBrowser, NO_BROWSER } from "./find-browser.mjs";
import { freePort } from "./free-port.js";
import { launchBrowser, Stage } from "./stage.js";

// Where a browser is promised, its absence is a failure; elsewhere the tests are skipped.
const isWanted = process.env["BROWSER_REQUIRED"] !== undefined || findBrowser() !== undefined;

/** Describes a task that staff does in a real browser; skipped where there is none, unless `BROWSER_REQUIRED` is set. */
export const describeConsole = isWanted ? describe : describe.skip;

/**
 * Makes one server, one database and one browser for all tests of a {@link describeConsole}; each test makes the users it needs. A test
 * fails when a page complains on its console or violates its Content-Security-Policy, whatever else it checks.
 *
 * @param settings tells the settings that differ from those of the other tests; called when the server starts
 * @returns a function, because there is no stage yet while the tests are being listed
 */
export function prepareStage(settings: () => Environment = () => ({})): () => Stage {
  let server: TestServer | undefined;
  let browser: Browser | undefined;
  let stage: Stage | undefined;
  beforeAll(async () => {
    browser = await launchBrowser(requireBrowser());
    server = await createTestServer({ PORT: String(await freePort()), ...settings() });
    stage = new Stage(server, browser);
  });
  afterEach(async () => {
    await stage?.clear();
    stage?.complaints.clear();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });
  return () => {
    if (!stage) throw new Error("The stage is there while tests run, not before.");
    return stage;
  };
}

/**
 * Where the browser is.
 *
 * @throws Error when there is none
 */
export function requireBrowser(): string {
  const executable = findBrowser();
  if (executable === undefined) throw new Error(`BROWSER_REQUIRED is set, but ${NO_BROWSER}`);
  return executable;
}
