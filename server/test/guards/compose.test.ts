import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";

import { definitions } from "../../foundation/platform/settings/definitions.js";
import { loadSettings, type Settings, SettingsError } from "../../foundation/platform/settings/load-settings.js";

type Texts = Readonly<Record<string, string>>;

interface Service {
  readonly image?: string;
  readonly environment?: Texts;
  readonly ports?: readonly string[];
  readonly networks?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: object;
}

interface ComposeFile {
  readonly services: { readonly app: Service; readonly database: Service; readonly mailbox: Service };
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
}

interface Instruction {
  readonly keyword: string;
  readonly text: string;
}

interface LintMessage {
  readonly type: "warning" | "error";
  readonly rule: string;
  readonly message: string;
}

const compose = parse(readFileSync("docker-compose.yml", "utf8")) as ComposeFile;
const { app, database, mailbox } = compose.services;
const image = instructionsOf(readFileSync("Dockerfile", "utf8"));
const imageEnvironment = Object.fromEntries(
  textsOf("ENV").flatMap((text) => Array.from(text.matchAll(/(\w+)=(\S+)/g), ([, name = "", value = ""]) => [name, value])),
);
const settingNames = new Set(Object.values(definitions).map(({ name }) => name));

/** What `docker compose` makes of `${NAME:-default}` with an `.env` of these values. */
function interpolated(texts: Texts = {}, values: Texts = {}): Texts {
  const fill = (text: string): string =>
    text.replace(/\$\{(\w+):-([^}]*)\}/g, (_, name: string, byDefault: string) => values[name] || byDefault);
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, fill(text)]));
}

/** The settings of the container, as the server in it reads them. */
function settingsWith(values: Texts = {}): Settings {
  return loadSettings({ ...imageEnvironment, ...interpolated(app.environment, values) });
}

/** The instructions of a Dockerfile, each on one line. */
function instructionsOf(dockerfile: string): Instruction[] {
  const lines = dockerfile
    .replace(/^#.*\n/gm, "")
    .replace(/\\\n\s*/g, "")
    .split("\n");
  return lines.filter(Boolean).map((line) => ({ keyword: line.split(" ", 1)[0] ?? "", text: line.slice(line.indexOf(" ") + 1) }));
}

function textsOf(keyword: string): string[] {
  return image.filter((instruction) => instruction.keyword === keyword).map(({ text }) => text);
}

/** Faults of a compose file by the JSON schema of the Compose Specification, and what else the linter calls an error. */
function faultsOf(file: string): string[] {
  const lint = spawnSync(process.execPath, ["node_modules/dclint/bin/dclint.cjs", "--formatter", "json", file], { encoding: "utf8" });
  if (lint.stdout === "") throw new Error(lint.stderr);
  const results = JSON.parse(lint.stdout) as readonly { readonly messages: readonly LintMessage[] }[];
  return results.flatMap(({ messages }) =>
    messages.filter(({ type }) => type === "error").map(({ rule, message }) => `${rule}: ${message}`),
  );
}

describe("docker-compose.yml", () => {
  test("keeps to the Compose schema", () => {
    expect(faultsOf("docker-compose.yml")).toEqual([]);
  });

  test("would be found out if it did not", () => {
    const directory = mkdtempSync(join(tmpdir(), "gatehouse-compose-"));
    const file = join(directory, "docker-compose.yml");
    writeFileSync(file, readFileSync("docker-compose.yml", "utf8").replace("depends_on:", "dependson:"));
    expect(faultsOf(file)).toEqual([expect.stringContaining('instancePath="/services/app"')]);
    rmSync(directory, { recursive: true });
  });

  test("gives the server known settings only", () => {
    const given = Object.keys({ ...imageEnvironment, ...app.environment });
    expect(given.filter((name) => !settingNames.has(name))).toEqual([]);
  });

  test("starts as it stands, in development", () => {
    expect(settingsWith()).toMatchObject({ environment: "development", host: "0.0.0.0", port: 4000 });
  });

  test("starts in production with what its comments ask for, and not without", () => {
    const values = {
      NODE_ENV: "production",
      GATEHOUSE_SECRET_KEYS: "a key for tests that everybody knows",
      GATEHOUSE_BASE_URL: "https://id.example.com",
      GATEHOUSE_ALLOWED_ORIGINS: "https://app.example.com",
    };
    expect(settingsWith(values)).toMatchObject({ environment: "production", baseUrl: "https://id.example.com" });
    expect(() => settingsWith({ ...values, GATEHOUSE_SECRET_KEYS: "" })).toThrow(SettingsError);
  });

  test("names the services in the addresses it gives the server", () => {
    const settings = settingsWith({ POSTGRES_PASSWORD: "chosen" });
    const address = new URL(settings.databaseUrl ?? "");
    const { POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB } = interpolated(database.environment, { POSTGRES_PASSWORD: "chosen" });
    expect(address).toMatchObject({
      hostname: "database",
      username: POSTGRES_USER,
      password: POSTGRES_PASSWORD,
      pathname: `/${POSTGRES_DB}`,
    });
    const mailServer = new URL(settings.smtpUrl ?? "");
    expect(mailServer.hostname).toBe("mailbox");
    expect(mailServer.searchParams.has("ignoreTLS")).toBe(true);
  });

  test("runs PostgreSQL 18 where only the server reaches it", () => {
    expect(database.image).toBe("postgres:18");
    expect(database.ports).toBeUndefined();
    expect(database.networks).toEqual(["database"]);
    expect(compose.networks["database"]?.internal).toBe(true);
  });

  test("publishes ports on this machine only", () => {
    const ports = [app, mailbox].flatMap((service) => service.ports ?? []);
    expect(ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:4000:/), expect.stringMatching(/^127\.0\.0\.1:8025:/)]);
  });

  test("waits for healthy services", () => {
    expect(app.depends_on).toEqual({ database: { condition: "service_healthy" }, mailbox: { condition: "service_healthy" } });
    expect([database.healthcheck, mailbox.healthcheck]).not.toContain(undefined);
  });
});

describe("the Dockerfile", () => {
  test("copies what is there, and .dockerignore lets it through", () => {
    const ignored = readFileSync(".dockerignore", "utf8").split("\n");
    const sources = textsOf("COPY")
      .filter((text) => !text.startsWith("--from="))
      .flatMap((text) => text.split(" ").slice(0, -1));
    expect(sources.filter((source) => !existsSync(source))).toEqual([]);
    expect(sources.filter((source) => !ignored.includes(`!${source.split("/")[0]}`))).toEqual([]);
  });

  test("copies from stages it has", () => {
    const stages = textsOf("FROM").map((text) => text.split(" AS ")[1]);
    const wanted = textsOf("COPY").flatMap((text) => /^--from=(\S+)/.exec(text)?.[1] ?? []);
    expect(wanted).not.toEqual([]);
    expect(stages).toEqual(expect.arrayContaining(wanted));
  });

  test("runs the same Node in every stage, one that package.json takes", () => {
    const versions = new Set(textsOf("FROM").map((text) => /^node:(\d+)-slim\b/.exec(text)?.[1]));
    const { engines } = JSON.parse(readFileSync("package.json", "utf8")) as { engines: { node: string } };
    expect(versions.size).toBe(1);
    expect(Number([...versions][0])).toBeGreaterThanOrEqual(Number(/\d+/.exec(engines.node)?.[0]));
  });

  test("starts a file of the build as an ordinary user, asked for its health", () => {
    expect(image.at(-1)).toEqual({ keyword: "CMD", text: expect.stringContaining("dist/server/main.js") });
    expect(existsSync("dist/server/main.js")).toBe(true);
    expect(textsOf("USER")).toEqual(["node"]);
    expect(textsOf("HEALTHCHECK").join()).toContain("/readyz");
    expect(textsOf("STOPSIGNAL")).toEqual(["SIGTERM"]);
  });

  test("is for production unless told otherwise", () => {
    expect(imageEnvironment).toMatchObject({ NODE_ENV: "production", GATEHOUSE_DATA_DIR: "/data" });
  });
});
