import { expect, test } from "@jest/globals";

import { type Environment, loadSettings } from "../platform/settings/load-settings.js";
import { deployChecks } from "./deploy-checks.js";
import { checkSettings } from "./settings-check.js";
import { startChecks } from "./start-checks.js";

const goodKey = "kZ3v9QmX0aTnR7wLbYc2HdUeJfGpSi5o8VxN1rA6tE4=";

/** A public installation that nobody can find fault with. */
const good: Environment = {
  NODE_ENV: "production",
  GATEHOUSE_SECRET_KEYS: goodKey,
  GATEHOUSE_BASE_URL: "https://id.example.com",
  GATEHOUSE_ALLOWED_ORIGINS: "https://app.example.com",
  GATEHOUSE_TRUSTED_PROXIES: "10.0.0.1",
  GATEHOUSE_MAIL_FROM: "Gatehouse <noreply@example.com>",
  GATEHOUSE_PASSWORD_MIN_LENGTH: "15",
  GATEHOUSE_SIGN_UP: "off",
  DATABASE_URL: "postgres://gatehouse:pw@db.example.com/gatehouse?sslmode=verify-full",
  SMTP_URL: "smtp://user:pw@mail.example.com:587",
};
/** The least that development needs. */
const development: Environment = {};

const allChecks = [...startChecks, ...deployChecks];

function idsOf(environment: Environment): string[] {
  return checkSettings(allChecks, loadSettings(environment)).map(({ id }) => id);
}

test("a good public installation has no issue", () => {
  expect(idsOf(good)).toEqual([]);
});

test("plain development has no issue at the start", () => {
  expect(checkSettings(startChecks, loadSettings(development))).toEqual([]);
});

const cases: [id: string, environment: Environment][] = [
  ["gatehouse.E002", { ...good, GATEHOUSE_SECRET_KEYS: "x".repeat(40) }],
  ["gatehouse.E002", { ...good, GATEHOUSE_SECRET_KEYS: `${goodKey},please-change-me-before-you-deploy-0123456789` }],
  ["gatehouse.E002", { ...good, GATEHOUSE_SECRET_KEYS: "a key for tests that everybody knows" }],
  ["gatehouse.E003", { ...good, GATEHOUSE_METRICS: "main" }],
  ["gatehouse.W001", { ...good, GATEHOUSE_SESSION_IDLE_SECONDS: "7200", GATEHOUSE_SESSION_LIFETIME_SECONDS: "3600" }],
  ["gatehouse.W002", { ...good, GATEHOUSE_LOCKOUT_FREE_FAILURES: "10", GATEHOUSE_LOCKOUT_MAX_FAILURES: "10" }],
  ["gatehouse.W003", { ...good, GATEHOUSE_LOCKOUT_FIRST_DELAY_SECONDS: "7200" }],
  ["gatehouse.W004", { ...good, GATEHOUSE_SIGN_UP: "on", GATEHOUSE_LOG_IN_WITH: "email" }],
  ["gatehouse.W005", { ...good, GATEHOUSE_SHARED_EMAILS: "on", GATEHOUSE_LOG_IN_WITH: "email" }],
  ["security.W001", { ...good, NODE_ENV: "development" }],
  ["security.W002", { ...good, NODE_ENV: "development", GATEHOUSE_SECRET_KEYS: undefined }],
  ["security.W003", { ...good, GATEHOUSE_SECRET_KEYS: "correct horse battery staple and then some" }],
  ["security.W004", { ...good, DATABASE_URL: undefined }],
  ["security.W005", { ...good, GATEHOUSE_INTROSPECTION: "on" }],
  ["security.W010", { ...good, GATEHOUSE_BASE_URL: "http://id.example.com" }],
  ["security.W011", { ...good, GATEHOUSE_BASE_URL: "https://localhost" }],
  ["security.W012", { ...good, GATEHOUSE_PASSWORD_RESET_URL: "http://app.example.com/reset/<token>" }],
  ["security.W032", { ...good, GATEHOUSE_INVITATION_URL: "http://app.example.com/invitation/<token>" }],
  ["security.W013", { ...good, GATEHOUSE_ALLOWED_ORIGINS: "https://app.example.com,http://old.example.com" }],
  ["security.W014", { ...good, GATEHOUSE_TRUSTED_PROXIES: "" }],
  ["security.W015", { ...good, GATEHOUSE_TRUSTED_PROXIES: "128.0.0.0/1" }],
  ["security.W016", { ...good, NODE_ENV: "development", SMTP_URL: undefined }],
  ["security.W017", { ...good, SMTP_URL: "smtp://mail.example.com:25?ignoreTLS=true" }],
  ["security.W018", { ...good, GATEHOUSE_MAIL_FROM: "Gatehouse <noreply@localhost>" }],
  ["security.W019", { ...good, DATABASE_URL: "postgres://gatehouse:pw@db.example.com/gatehouse" }],
  ["security.W020", { ...good, GATEHOUSE_BCRYPT_COST: "11" }],
  ["security.W021", { ...good, GATEHOUSE_PASSWORD_HASHERS: "bcrypt_sha256,md5" }],
  ["security.W022", { ...good, GATEHOUSE_PASSWORD_MIN_LENGTH: "7" }],
  ["security.I022", { ...good, GATEHOUSE_PASSWORD_MIN_LENGTH: "8" }],
  ["security.W023", { ...good, GATEHOUSE_LOCKOUT_FREE_FAILURES: "50" }],
  ["security.W023", { ...good, GATEHOUSE_LOCKOUT_LONGEST_DELAY_SECONDS: "60" }],
  ["security.W024", { ...good, GATEHOUSE_SESSION_LIFETIME_SECONDS: "2592001" }],
  ["security.W025", { ...good, GATEHOUSE_SHARED_EMAILS: "on" }],
  ["security.I026", { ...good, GATEHOUSE_SIGN_UP: "on" }],
  ["security.W030", { ...good, GATEHOUSE_THROTTLE_SIGN_UP: "off" }],
  ["security.W031", { ...good, GATEHOUSE_THROTTLE_PER_ADDRESS: "off" }],
  ["security.W033", { ...good, GATEHOUSE_METRICS: "0.0.0.0:9464" }],
  ["security.W034", { ...good, OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector.example.com:4318" }],
];

test.each(cases)("%s is found where it should be", (id, environment) => {
  expect(idsOf(environment)).toContain(id);
});

test("every check has its case, and an id of its own", () => {
  const ids = allChecks.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...new Set(cases.map(([id]) => id))].sort()).toEqual(ids.sort());
});

test.each(["postgres://gatehouse@/gatehouse?host=/run/postgresql", "postgres://gatehouse@localhost/gatehouse"])(
  "a database of this machine, %s, needs no certificate",
  (databaseUrl) => {
    expect(idsOf({ ...good, DATABASE_URL: databaseUrl })).toEqual([]);
  },
);

test.each([
  { GATEHOUSE_METRICS: "127.0.0.1:9464" },
  { GATEHOUSE_METRICS: "[::1]:9464" },
  { GATEHOUSE_METRICS: "0.0.0.0:9464", GATEHOUSE_METRICS_TOKEN: "a-token-of-some-length" },
  { GATEHOUSE_METRICS: "main", GATEHOUSE_METRICS_TOKEN: "a-token-of-some-length" },
  { OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318" },
  { OTEL_EXPORTER_OTLP_ENDPOINT: "https://collector.example.com" },
])("telling how the server does is fine with %j", (environment) => {
  expect(idsOf({ ...good, ...environment })).toEqual([]);
});

test("a hexadecimal key is as good as another", () => {
  expect(idsOf({ ...good, GATEHOUSE_SECRET_KEYS: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" })).toEqual([]);
});
