import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseEnv } from "node:util";

import { commandVariables } from "./command-variables.js";
import { definitions } from "./definitions.js";
import { SettingFault, type Setting } from "./setting.js";

type Definitions = typeof definitions;
type Parsed = { readonly [Key in keyof Definitions]: Definitions[Key] extends Setting<infer T> ? T | undefined : never };

/** Settings that may be absent on purpose: another part of the system is chosen then, or none. */
type Optional =
  "accountsStyleSheet" | "allowedDocuments" | "databaseUrl" | "logo" | "metricsToken" | "secretKeys" | "smtpUrl" | "tracesEndpoint";

/** Every setting, typed. Parts of the system receive only the slice they need. */
export type Settings = { readonly [Key in Exclude<keyof Parsed, Optional>]: NonNullable<Parsed[Key]> } & Pick<Parsed, Optional>;

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** All faults of the settings at once, one line each, every line naming its setting. */
export class SettingsError extends Error {
  constructor(readonly lines: readonly string[]) {
    super(lines.join("\n"));
    this.name = "SettingsError";
  }
}

/**
 * Reads `process.env` over an optional `.env` file of the working directory. The only place that looks at either.
 *
 * @throws SettingsError
 */
export function readEnvironment(): Environment {
  const file = resolve(".env");
  return { ...(existsSync(file) && parseEnv(readFileSync(file, "utf8"))), ...process.env };
}

/**
 * Turns the environment into settings.
 *
 * @throws SettingsError when a value is malformed, a name that begins with GATEHOUSE_ is unknown, or production lacks what it needs
 */
export function loadSettings(environment: Environment): Settings {
  const lines: string[] = unknownNames(environment);
  const production = environment["NODE_ENV"] === "production";
  const values: Record<string, unknown> = {};
  for (const [key, setting] of Object.entries<Setting<unknown>>(definitions)) {
    const given = environment[setting.name]?.trim() ?? "";
    if (given === "" && production && setting.requiredInProduction) lines.push(`${setting.name}: is required in production`);
    const source = given === "" ? setting.defaultText : given;
    if (source === undefined) continue;
    try {
      values[key] = setting.parse(source);
    } catch (error) {
      if (!(error instanceof SettingFault)) throw error;
      lines.push(`${setting.name}: ${error.message}`);
    }
  }
  lines.push(...(production ? productionFaults(values as Parsed) : []));
  if (lines.length > 0) throw new SettingsError(lines);
  return withDerivedDefaults(values as Parsed, production);
}

function withDerivedDefaults(values: Parsed, production: boolean): Settings {
  const host = values.host?.includes(":") ? `[${values.host}]` : values.host;
  const baseUrl = (values.baseUrl ?? `http://${host === "0.0.0.0" ? "127.0.0.1" : host}:${values.port}`).replace(/\/+$/, "");
  return {
    ...values,
    baseUrl,
    passwordResetUrl: values.passwordResetUrl ?? `${baseUrl}/accounts/reset/<token>/`,
    invitationUrl: values.invitationUrl ?? `${baseUrl}/accounts/invitation/<token>/`,
    introspection: values.introspection ?? !production,
    dataDir: resolve(values.dataDir ?? "."),
  } as Settings;
}

function productionFaults(values: Parsed): string[] {
  const lines: string[] = [];
  if (values.smtpUrl === undefined) lines.push("SMTP_URL: is required in production; mails are only printed without it");
  if (values.bcryptCost !== undefined && values.bcryptCost < 10) lines.push("GATEHOUSE_BCRYPT_COST: must be at least 10 in production");
  return lines;
}

function unknownNames(environment: Environment): string[] {
  const known = new Set(Object.values<Setting<unknown>>(definitions).map((setting) => setting.name));
  return Object.keys(environment)
    .filter((name) => name.startsWith("GATEHOUSE_") && !known.has(name) && !(name in commandVariables))
    .map((name) => `${name}: is not a setting of Gatehouse; docs/generated/settings.md lists them all`);
}
