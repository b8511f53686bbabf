import type { Settings } from "../platform/settings/load-settings.js";
import type { Issue } from "./issue.js";

/** A question that the settings alone answer. */
export interface SettingsCheck extends Issue {
  /** Whether the settings have the issue. */
  readonly isFound: (settings: Settings) => boolean;
}

/** The issues that settings have. */
export function checkSettings(checks: readonly SettingsCheck[], settings: Settings): Issue[] {
  return checks.filter(({ isFound }) => isFound(settings)).map(({ isFound: _isFound, ...issue }) => issue);
}
