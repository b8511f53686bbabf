import { cpus } from "node:os";

import proxyAddr from "proxy-addr";

import { logLevels } from "../log.js";
import { accountPageDefinitions } from "./account-page-definitions.js";
import { limitDefinitions } from "./limit-definitions.js";
import { scaleDefinitions } from "./scale-definitions.js";
import { choice, define, flag, listOf, origin, SettingFault, text, url, wholeNumber } from "./setting.js";
import { telemetryDefinitions } from "./telemetry-definitions.js";

const day = 86_400;

const secretKey = {
  form: "text of at least 32 characters",
  parse(value: string): string {
    if (value.length < 32) throw new SettingFault("needs at least 32 characters in every key; `openssl rand -base64 32` makes one");
    return value;
  },
};

const trustedProxy = {
  form: "address, network, or loopback, linklocal, uniquelocal",
  parse(value: string): string {
    try {
      proxyAddr.compile(value);
    } catch {
      throw new SettingFault(`must be an address, a network such as 10.0.0.0/8, or loopback, linklocal, uniquelocal, not "${value}"`);
    }
    return value;
  },
};

/** Optional sign-up fields; a star marks one that must be filled in. */
const signUpField = choice(["email", "email*", "firstName", "firstName*", "lastName", "lastName*"]);

const hasherNames = listOf(choice(["bcrypt_sha256", "argon2", "pbkdf2_sha256", "pbkdf2_sha1", "scrypt", "bcrypt", "md5"]));

const passwordHashers = {
  form: hasherNames.form,
  parse(value: string): ReturnType<typeof hasherNames.parse> {
    const names = hasherNames.parse(value);
    if (names[0] === "bcrypt") throw new SettingFault("must not begin with bcrypt, which ignores what follows the 72nd byte of a password");
    if (names[0] === "md5") throw new SettingFault("must not begin with md5, which hides no password");
    if (new Set(names).size < names.length) throw new SettingFault("names a hasher twice");
    return names;
  },
};

/** Every setting of Gatehouse. The generated documentation follows this order. */
export const definitions = {
  environment: define({
    name: "NODE_ENV",
    description: "`production` turns on the checks that a public installation needs.",
    defaultText: "development",
    ...choice(["development", "test", "production"]),
  }),
  host: define({ name: "HOST", description: "Address to listen on.", defaultText: "127.0.0.1", ...text }),
  port: define({ name: "PORT", description: "TCP port to listen on; 0 takes a free one.", defaultText: "4000", ...wholeNumber(0, 65_535) }),
  baseUrl: define({
    name: "GATEHOUSE_BASE_URL",
    description: "Where people reach this server; links in mails begin with it, and its origin may always call the API.",
    defaultInWords: "`http://HOST:PORT`",
    requiredInProduction: true,
    ...url("http", "https"),
  }),
  allowedOrigins: define({
    name: "GATEHOUSE_ALLOWED_ORIGINS",
    description: "Origins of the front ends that may call the API from a browser.",
    defaultText: "",
    requiredInProduction: true,
    ...listOf(origin),
  }),
  trustedProxies: define({
    name: "GATEHOUSE_TRUSTED_PROXIES",
    description:
      "Proxies whose X-Forwarded-For is believed: addresses, networks (`10.0.0.0/8`), or `loopback`, `linklocal`, `uniquelocal`.",
    defaultText: "",
    ...listOf(trustedProxy),
  }),
  secretKeys: define({
    name: "GATEHOUSE_SECRET_KEYS",
    description: "Keys that sign tokens. The first signs, all verify: to rotate, put a new one in front and drop the old one later.",
    defaultInWords: "generated once in the data directory",
    requiredInProduction: true,
    secret: true,
    ...listOf(secretKey),
  }),
  dataDir: define({
    name: "GATEHOUSE_DATA_DIR",
    description: "Where the embedded database and the generated secret key live.",
    defaultText: ".gatehouse",
    ...text,
  }),
  databaseUrl: define({
    name: "DATABASE_URL",
    description: "A PostgreSQL 14 or newer. Without it, an embedded PostgreSQL is started in the data directory.",
    secret: true,
    defaultInWords: "embedded database",
    ...url("postgres", "postgresql"),
  }),
  databasePoolSize: define({
    name: "GATEHOUSE_DATABASE_POOL",
    description: "Most connections of a process to the database at once, and to each replica.",
    defaultText: "10",
    ...wholeNumber(2, 1000),
  }),
  ...scaleDefinitions,
  smtpUrl: define({
    name: "SMTP_URL",
    description:
      "Mail server: `smtp://user:password@host:587` (STARTTLS is required unless the host is this machine) or `smtps://…`. Without it, mails are printed to standard output, which production refuses.",
    secret: true,
    defaultInWords: "mails are printed",
    ...url("smtp", "smtps"),
  }),
  mailFrom: define({
    name: "GATEHOUSE_MAIL_FROM",
    description: "Sender of every mail.",
    defaultText: "Gatehouse <noreply@localhost>",
    ...text,
  }),
  ...accountPageDefinitions,
  logLevel: define({
    name: "GATEHOUSE_LOG_LEVEL",
    description: "How much the log on standard error tells; `info` writes a line for each request, `debug` for health probes too.",
    defaultText: "warn",
    ...choice(logLevels),
  }),
  ...telemetryDefinitions,
  introspection: define({
    name: "GATEHOUSE_INTROSPECTION",
    description: "Whether everybody can introspect the schema and the GraphiQL page is served; staff can introspect it in any case.",
    defaultInWords: "on, in production off",
    ...flag,
  }),
  signUpOpen: define({ name: "GATEHOUSE_SIGN_UP", description: "Whether strangers may sign up.", defaultText: "on", ...flag }),
  signUpFields: define({
    name: "GATEHOUSE_SIGN_UP_FIELDS",
    description: "Fields that sign-up takes beside username and password; a star marks a required one.",
    defaultText: "email,firstName,lastName",
    ...listOf(signUpField),
  }),
  logInWith: define({
    name: "GATEHOUSE_LOG_IN_WITH",
    description: "What people may type as identifier.",
    defaultText: "username,email",
    ...listOf(choice(["username", "email"])),
  }),
  sharedEmails: define({
    name: "GATEHOUSE_SHARED_EMAILS",
    description: "Whether several accounts may have one address, as in Django. Such an address cannot be used to log in.",
    defaultText: "off",
    ...flag,
  }),
  djangoDelegation: define({
    name: "GATEHOUSE_DJANGO_DELEGATION",
    description:
      "Whether staff who hold `auth.change_user` may do anything to anybody, as in Django: make superusers, change them, give what they do not hold. The last active superuser is kept either way.",
    defaultText: "off",
    ...flag,
  }),
  passwordMinLength: define({
    name: "GATEHOUSE_PASSWORD_MIN_LENGTH",
    description: "Fewest characters of a new password. NIST SP 800-63B-4 asks for 15 where the password is the only factor.",
    defaultText: "8",
    ...wholeNumber(1, 4096),
  }),
  passwordResetSeconds: define({
    name: "GATEHOUSE_PASSWORD_RESET_SECONDS",
    description: "How long a mailed reset link is good.",
    defaultText: String(3 * day),
    ...wholeNumber(60, 30 * day, "seconds"),
  }),
  invitationSeconds: define({
    name: "GATEHOUSE_INVITATION_SECONDS",
    description: "How long a mailed invitation is good.",
    defaultText: String(7 * day),
    ...wholeNumber(60, 90 * day, "seconds"),
  }),
  passwordHashers: define({
    name: "GATEHOUSE_PASSWORD_HASHERS",
    description:
      "Algorithms of password records, as Django names them. The first makes new records, all are read; at log-in, records of the others become records of the first. `md5` is for bringing old accounts in.",
    defaultText: "bcrypt_sha256,argon2,pbkdf2_sha256,pbkdf2_sha1,scrypt,bcrypt",
    ...passwordHashers,
  }),
  bcryptCost: define({
    name: "GATEHOUSE_BCRYPT_COST",
    description: "Cost of new password hashes: each step doubles the work. Production refuses less than 10.",
    defaultText: "12",
    ...wholeNumber(4, 15),
  }),
  hashWorkers: define({
    name: "GATEHOUSE_HASH_WORKERS",
    description: "Threads that hash passwords; worker processes share them out, each has at least one.",
    defaultText: String(Math.min(Math.max(cpus().length, 1), 4)),
    defaultInWords: "one per processor, at most 4",
    ...wholeNumber(1, 64),
  }),
  hashQueue: define({
    name: "GATEHOUSE_HASH_QUEUE",
    description:
      "How many passwords may wait to be hashed, over all worker processes; beyond that the answer is BUSY at once. As many log-ins as " +
      "may be hashed or wait are judged at the same time, whatever backend judges them.",
    defaultText: "32",
    ...wholeNumber(0, 10_000),
  }),
  sessionIdleSeconds: define({
    name: "GATEHOUSE_SESSION_IDLE_SECONDS",
    description: "A session ends when it is not used for so long.",
    defaultText: String(14 * day),
    ...wholeNumber(60, 400 * day, "seconds"),
  }),
  sessionLifetimeSeconds: define({
    name: "GATEHOUSE_SESSION_LIFETIME_SECONDS",
    description: "A session ends so long after log-in, used or not.",
    defaultText: String(30 * day),
    ...wholeNumber(60, 400 * day, "seconds"),
  }),
  impersonationSeconds: define({
    name: "GATEHOUSE_IMPERSONATION_SECONDS",
    description: "A superuser can act as somebody else for so long at a time, used or not.",
    defaultText: "3600",
    ...wholeNumber(60, day, "seconds"),
  }),
  maxTokens: define({
    name: "GATEHOUSE_GRAPHQL_MAX_TOKENS",
    description: "Most tokens of a GraphQL document.",
    defaultText: "2000",
    ...wholeNumber(100, 100_000),
  }),
  maxDepth: define({
    name: "GATEHOUSE_GRAPHQL_MAX_DEPTH",
    description: "Deepest nesting of a query.",
    defaultText: "12",
    ...wholeNumber(3, 100),
  }),
  maxCostAnonymous: define({
    name: "GATEHOUSE_GRAPHQL_MAX_COST_ANONYMOUS",
    description: "Highest cost of a request without a session.",
    defaultText: "1000",
    ...wholeNumber(10, 1_000_000),
  }),
  maxCost: define({
    name: "GATEHOUSE_GRAPHQL_MAX_COST",
    description: "Highest cost of a request with a session.",
    defaultText: "5000",
    ...wholeNumber(10, 1_000_000),
  }),
  ...limitDefinitions,
};
