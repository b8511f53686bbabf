import { networkChecks } from "./network-checks.js";
import type { SettingsCheck } from "./settings-check.js";
import { isMadeOfWords } from "./secret-quality.js";

const day = 86_400;

/** What an account is protected by. */
const accountChecks: readonly SettingsCheck[] = [
  {
    id: "security.W020",
    about: "GATEHOUSE_BCRYPT_COST",
    message: "New password records are cheaper to guess than usual.",
    hint: "Use 12 or more.",
    isFound: ({ bcryptCost }) => bcryptCost < 12,
  },
  {
    id: "security.W021",
    about: "GATEHOUSE_PASSWORD_HASHERS",
    message: "md5 records open accounts; such a record hides no password from whoever sees it.",
    hint: "Drop md5 once the accounts that you brought in have logged in.",
    isFound: ({ passwordHashers }) => passwordHashers.includes("md5"),
  },
  {
    id: "security.W022",
    about: "GATEHOUSE_PASSWORD_MIN_LENGTH",
    message: "New passwords may have fewer than 8 characters.",
    hint: "NIST SP 800-63B-4 asks for 15 where the password is the only factor, and for 8 at least.",
    isFound: ({ passwordMinLength }) => passwordMinLength < 8,
  },
  {
    id: "security.I022",
    about: "GATEHOUSE_PASSWORD_MIN_LENGTH",
    message: "New passwords may have fewer than 15 characters.",
    hint: "NIST SP 800-63B-4 asks for 15 where the password is the only factor.",
    isFound: ({ passwordMinLength }) => passwordMinLength >= 8 && passwordMinLength < 15,
  },
  {
    id: "security.W023",
    about: "GATEHOUSE_LOCKOUT_…",
    message: "Wrong passwords of one account cost an attacker little time.",
    hint: "Let accounts wait after at most 10 failures, and in the end for at least ten minutes.",
    isFound: ({ lockoutFreeFailures, lockoutLongestDelaySeconds }) => lockoutFreeFailures > 10 || lockoutLongestDelaySeconds < 600,
  },
  {
    id: "security.W024",
    about: "GATEHOUSE_SESSION_LIFETIME_SECONDS",
    message: "Sessions last longer than 30 days.",
    hint: "NIST SP 800-63B-4 asks for a new log-in after 30 days.",
    isFound: ({ sessionLifetimeSeconds }) => sessionLifetimeSeconds > 30 * day,
  },
  {
    id: "security.W025",
    about: "GATEHOUSE_SHARED_EMAILS",
    message: "Several accounts may have one address, so a reset mail may open accounts of several people.",
    hint: "Switch it off unless you bring such accounts along.",
    isFound: ({ sharedEmails }) => sharedEmails,
  },
  {
    id: "security.I026",
    about: "GATEHOUSE_SIGN_UP",
    message: "Strangers may sign up, and are told which names and addresses are taken.",
    hint: "Switch it off if accounts are made by others.",
    isFound: ({ signUpOpen }) => signUpOpen,
  },
];

/** What an installation is made of. */
const installationChecks: readonly SettingsCheck[] = [
  {
    id: "security.W001",
    about: "NODE_ENV",
    message: "The server runs without the refusals that protect a public installation.",
    hint: "Set NODE_ENV=production.",
    isFound: ({ environment }) => environment !== "production",
  },
  {
    id: "security.W002",
    about: "GATEHOUSE_SECRET_KEYS",
    message: "The key is the one that was generated for development in the data directory.",
    hint: "`openssl rand -base64 32` makes one; keep it apart from the data.",
    isFound: ({ secretKeys }) => secretKeys === undefined,
  },
  {
    id: "security.W003",
    about: "GATEHOUSE_SECRET_KEYS",
    message: "A key seems to be made of words.",
    hint: "`openssl rand -base64 32` makes a good one.",
    isFound: ({ secretKeys = [] }) => secretKeys.some(isMadeOfWords),
  },
  {
    id: "security.W004",
    about: "DATABASE_URL",
    message: "The data is in the embedded database, which one machine holds.",
    hint: "Name a PostgreSQL that is backed up and watched, or see to both yourself.",
    isFound: ({ databaseUrl }) => databaseUrl === undefined,
  },
  {
    id: "security.W005",
    about: "GATEHOUSE_INTROSPECTION",
    message: "Strangers can read the schema and use GraphiQL.",
    hint: "Switch it off; schema.graphql is for those who build on the API.",
    isFound: ({ introspection }) => introspection,
  },
];

/** What a public installation should not have. Asked by `check --deploy` only: much of it is as it should be in development. */
export const deployChecks: readonly SettingsCheck[] = [...installationChecks, ...networkChecks, ...accountChecks];
