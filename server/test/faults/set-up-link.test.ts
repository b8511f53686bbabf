import { afterAll, afterEach, beforeAll, expect, it } from "@jest/globals";

import { GraphqlClient } from "../support/graphql-client.js";
import { faultsOf, logIn, mutate } from "../support/operations.js";
import { goodPassword } from "../support/people.js";
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

const start = async (environment: Record<string, string> = {}) =>
  ServerProcess.start({
    directory: place.directory,
    environment: { DATABASE_URL: database.url, GATEHOUSE_DATA_DIR: place.dataDir, GATEHOUSE_LOG_LEVEL: "debug", ...environment },
  });

const link = /(http:\S+)\/admin\/set-up\/([^/\s]+)\//;

it("prints nothing about it in production, where strangers may be faster", async () => {
  const server = await start({
    NODE_ENV: "production",
    GATEHOUSE_BASE_URL: "https://id.example.com",
    GATEHOUSE_ALLOWED_ORIGINS: "https://www.example.com",
    GATEHOUSE_SECRET_KEYS: "qS4bD1pVh0nJm7yW9cXe2tRk5uLz8aGf",
    SMTP_URL: "smtp://127.0.0.1:1",
    GATEHOUSE_BCRYPT_COST: "10",
  });
  expect(server.stdout).not.toMatch(/set-up|superuser/);
});

it("prints a link while there is no superuser, which makes one, and never again", async () => {
  const server = await start();
  const [, base, encoded = ""] = link.exec(server.stdout) ?? [];
  expect(base).toBe(server.url);
  expect(server.stdout).toContain("npx gatehouse createsuperuser");
  const client = new GraphqlClient(server.url);
  const input = { token: decodeURIComponent(encoded), username: "root", email: "", password: goodPassword };
  expect(faultsOf(await mutate(client, "createFirstSuperuser", input))).toEqual([]);
  expect(faultsOf(await logIn(client, { identifier: "root", password: goodPassword }))).toEqual([]);
  await server.stop();
  expect(server.stdout.split(encoded)).toHaveLength(2);
  expect(server.stderr).not.toContain(encoded);
  expect((await start()).stdout).not.toMatch(/set-up|superuser/);
});
