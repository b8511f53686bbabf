import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { Client } from "pg";

import { createTestDatabase, type TestDatabase } from "../support/test-database.js";
import { createPlace, type Place, removePlace } from "./place.js";
import { ServerProcess, stopAllServers } from "./server-process.js";

let place: Place;
let database: TestDatabase;
beforeAll(async () => {
  place = createPlace();
  database = await createTestDatabase();
});
afterEach(stopAllServers);
afterAll(async () => {
  await removePlace(place);
  await database.drop();
});

/** Settings of a server that would start. */
function good(): Record<string, string> {
  return { DATABASE_URL: database.url, GATEHOUSE_DATA_DIR: place.dataDir };
}

/** Starts a server that must refuse to; gives the lines it wrote. */
async function refusalOf(environment: Record<string, string>, account?: { uid: number; gid: number }): Promise<string[]> {
  const server = new ServerProcess({ directory: place.directory, environment, ...(account && { account }) });
  expect(await server.exit).toEqual({ code: 1, signal: null });
  expect(server.stdout).toBe("");
  return server.complaints;
}

/** The settings that lines begin with. */
function namesIn(lines: readonly string[]): string[] {
  return lines.map((line) => line.slice(0, line.indexOf(":"))).sort();
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

async function listener(onConnection: (socket: Socket) => void = () => undefined): Promise<Server> {
  const server = createServer(onConnection).listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

/** An error as PostgreSQL sends it over the wire. */
function postgresError(fields: Readonly<Record<string, string>>): Buffer {
  const body = `${Object.entries(fields)
    .map(([kind, text]) => `${kind}${text}\0`)
    .join("")}\0`;
  const head = Buffer.alloc(5);
  head.write("E");
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, Buffer.from(body)]);
}

describe("settings that are not right end the start with a line for each, which names it", () => {
  it("malformed and unknown ones, all at once", async () => {
    const wrong = {
      PORT: "65536",
      NODE_ENV: "prod",
      DATABASE_URL: "mysql://localhost/gatehouse",
      SMTP_URL: "smtp://[mail",
      GATEHOUSE_SMTP_URL: "smtp://localhost",
      GATEHOUSE_SECRET_KEYS: "short",
      GATEHOUSE_THROTTLE_LOG_IN: "often",
      GATEHOUSE_TRUSTED_PROXIES: "everybody",
      GATEHOUSE_ALLOWED_ORIGINS: "https://app.example.com/path",
      GATEHOUSE_BCRYPT_COST: "99",
    };
    expect(namesIn(await refusalOf({ ...good(), ...wrong }))).toEqual(Object.keys(wrong).sort());
  });

  it("production without what it needs", async () => {
    const lines = await refusalOf({ ...good(), NODE_ENV: "production" });
    const names = ["GATEHOUSE_ALLOWED_ORIGINS", "GATEHOUSE_BASE_URL", "GATEHOUSE_BCRYPT_COST", "GATEHOUSE_SECRET_KEYS", "SMTP_URL"];
    expect(namesIn(lines)).toEqual(names);
  });

  it("HOST that is not ours", async () => {
    expect(await refusalOf({ ...good(), HOST: "203.0.113.1" })).toEqual([expect.stringMatching(/^HOST, PORT: cannot listen/)]);
  });

  it("PORT that is in use", async () => {
    const other = await listener();
    const lines = await refusalOf({ ...good(), PORT: String(portOf(other)) });
    other.close();
    expect(lines).toEqual([expect.stringMatching(/^PORT: something listens on 127\.0\.0\.1:\d+ already/)]);
  });
});

describe("DATABASE_URL", () => {
  it("where nothing listens", async () => {
    const gone = await listener();
    const port = portOf(gone);
    gone.close();
    const lines = await refusalOf({ ...good(), DATABASE_URL: `postgres://me:secret-word@127.0.0.1:${port}/gatehouse` });
    expect(lines).toEqual([expect.stringMatching(/^DATABASE_URL: .*ECONNREFUSED/)]);
  });

  it("with a wrong password, which is not repeated", async () => {
    const refusal = postgresError({ S: "FATAL", C: "28P01", M: 'password authentication failed for user "me"' });
    const picky = await listener((socket) => void socket.once("data", () => socket.end(refusal)));
    const lines = await refusalOf({ ...good(), DATABASE_URL: `postgres://me:secret-word@127.0.0.1:${portOf(picky)}/gatehouse` });
    picky.close();
    expect(lines).toEqual([expect.stringMatching(/^DATABASE_URL: .*password authentication failed for user "me"$/)]);
  });

  it("of a database that a newer release has migrated", async () => {
    const newer = await createTestDatabase();
    const client = new Client({ connectionString: newer.url });
    await client.connect();
    await client.query(`INSERT INTO migrations ("timestamp", name) VALUES (9999999999999, 'FromTheFuture9999999999999')`);
    await client.end();
    const lines = await refusalOf({ ...good(), DATABASE_URL: newer.url });
    await newer.drop();
    expect(lines).toEqual([expect.stringMatching(/^DATABASE_URL: .*FromTheFuture9999999999999.*start the newer release$/)]);
  });
});

describe("GATEHOUSE_DATA_DIR", () => {
  it("that is a file", async () => {
    const file = join(place.directory, "a-file");
    writeFileSync(file, "");
    expect(await refusalOf({ GATEHOUSE_DATA_DIR: file })).toEqual([expect.stringMatching(/^GATEHOUSE_DATA_DIR: /)]);
  });

  it("that this user may not write", async () => {
    const closed = join(place.directory, "closed");
    mkdirSync(closed);
    chmodSync(closed, 0o555);
    // To root nothing is closed.
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;
    const lines = await refusalOf({ GATEHOUSE_DATA_DIR: closed }, nobody);
    expect(lines).toEqual([expect.stringMatching(/^GATEHOUSE_DATA_DIR: /)]);
  });

  it("that holds something else where the database should be", async () => {
    const dataDir = join(place.directory, "other");
    mkdirSync(join(dataDir, "postgres"), { recursive: true });
    writeFileSync(join(dataDir, "postgres", "letter.txt"), "");
    expect(await refusalOf({ GATEHOUSE_DATA_DIR: dataDir })).toEqual([expect.stringMatching(/^GATEHOUSE_DATA_DIR: .*letter|postgres/)]);
  });
});

describe(".env in the working directory", () => {
  const file = () => join(place.directory, ".env");
  afterEach(() => rmSync(file()));

  it("is read", async () => {
    writeFileSync(file(), "GATEHOUSE_PASSWORD_MIN_LENGTH=many\n");
    expect(await refusalOf(good())).toEqual([expect.stringMatching(/^GATEHOUSE_PASSWORD_MIN_LENGTH: /)]);
  });

  it("gives way to the environment", async () => {
    writeFileSync(file(), "GATEHOUSE_PASSWORD_MIN_LENGTH=many\n");
    const environment = { ...good(), GATEHOUSE_PASSWORD_MIN_LENGTH: "12" };
    const server = await ServerProcess.start({ directory: place.directory, environment });
    expect(server.complaints).toEqual([]);
  });
});
