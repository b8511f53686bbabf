import type { Settings } from "../platform/settings/load-settings.js";
import type { SettingsCheck } from "./settings-check.js";
import { isGuessable } from "./secret-quality.js";

/** What is contradictory in any installation. Asked at every start: errors refuse it, the rest goes to the log. */
export const startChecks: readonly SettingsCheck[] = [
  {
    id: "gatehouse.E002",
    about: "GATEHOUSE_SECRET_KEYS",
    message: "A key can be guessed: it repeats a few characters, or is one that documentation and tests use.",
    hint: "`openssl rand -base64 32` makes a good one.",
    isFound: ({ environment, secretKeys = [] }) => environment === "production" && secretKeys.some(isGuessable),
  },
  {
    id: "gatehouse.E003",
    about: "GATEHOUSE_METRICS",
    message: "Metrics on the port of the API are for everybody who reaches it.",
    hint: "Set GATEHOUSE_METRICS_TOKEN, or give the metrics an address of their own, such as 127.0.0.1:9464.",
    isFound: ({ metrics, metricsToken }) => metrics === "main" && metricsToken === undefined,
  },
  {
    id: "gatehouse.W001",
    about: "GATEHOUSE_SESSION_IDLE_SECONDS",
    message: "Sessions end before they can be idle for so long.",
    hint: "Make it shorter than GATEHOUSE_SESSION_LIFETIME_SECONDS.",
    isFound: ({ sessionIdleSeconds, sessionLifetimeSeconds }) => sessionIdleSeconds > sessionLifetimeSeconds,
  },
  {
    id: "gatehouse.W002",
    about: "GATEHOUSE_LOCKOUT_FREE_FAILURES",
    message: "An account is closed before it ever has to wait.",
    hint: "Make it smaller than GATEHOUSE_LOCKOUT_MAX_FAILURES.",
    isFound: ({ lockoutFreeFailures, lockoutMaxFailures }) => lockoutFreeFailures >= lockoutMaxFailures,
  },
  {
    id: "gatehouse.W003",
    about: "GATEHOUSE_LOCKOUT_FIRST_DELAY_SECONDS",
    message: "The first wait is longer than the longest one.",
    hint: "Make it at most GATEHOUSE_LOCKOUT_LONGEST_DELAY_SECONDS.",
    isFound: ({ lockoutFirstDelaySeconds, lockoutLongestDelaySeconds }) => lockoutFirstDelaySeconds > lockoutLongestDelaySeconds,
  },
  {
    id: "gatehouse.W004",
    about: "GATEHOUSE_SIGN_UP_FIELDS",
    message: "People log in with their address only, but may sign up without one.",
    hint: "Require it with `email*`, or let GATEHOUSE_LOG_IN_WITH take usernames too.",
    isFound: (settings) => settings.signUpOpen && takesAddressesOnly(settings) && !settings.signUpFields.includes("email*"),
  },
  {
    id: "gatehouse.W005",
    about: "GATEHOUSE_SHARED_EMAILS",
    message: "People log in with their address only, but one that several accounts share opens none of them.",
    hint: "Let GATEHOUSE_LOG_IN_WITH take usernames too.",
    isFound: (settings) => settings.sharedEmails && takesAddressesOnly(settings),
  },
];

function takesAddressesOnly({ logInWith }: Settings): boolean {
  return !logInWith.includes("username");
}
