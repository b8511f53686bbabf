import type { Log } from "../platform/log.js";
import { type Settings, SettingsError } from "../platform/settings/load-settings.js";
import { levelOf } from "./issue.js";
import { checkSettings } from "./settings-check.js";
import { startChecks } from "./start-checks.js";

/**
 * Looks at the settings before anything starts, and tells the log what is odd.
 *
 * @throws SettingsError with everything that forbids a start
 */
export function judgeSettings(settings: Settings, log: Log): void {
  const issues = checkSettings(startChecks, settings);
  const errors = issues.filter((issue) => levelOf(issue) === "error");
  if (errors.length > 0)
    throw new SettingsError(errors.map(({ id, about, message, hint }) => `${about}: (${id}) ${message} ${hint ?? ""}`));
  for (const { message, ...issue } of issues) log.warn(issue, message);
}
