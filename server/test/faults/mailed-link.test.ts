import { afterAll, beforeAll, expect, it } from "@jest/globals";

import { GraphqlClient } from "../support/graphql-client.js";
import { mutate } from "../support/operations.js";
import { rawRequest } from "../support/raw-request.js";
import { createTestDatabase } from "../support/test-database.js";
import { createPlace, type Place, removePlace } from "./place.js";
import { ServerProcess } from "./server-process.js";

let place: Place;
beforeAll(() => {
  place = createPlace();
});
afterAll(async () => removePlace(place));

const token = "0198f1c2-5b7e-7bbb-8ccc-1234567890ab.mailed-Secret-that-opens-an-account";

it("the token of a mailed link is written nowhere, whatever becomes of the request", async () => {
  const database = await createTestDatabase();
  const server = await ServerProcess.start({
    directory: place.directory,
    environment: { DATABASE_URL: database.url, GATEHOUSE_DATA_DIR: place.dataDir, GATEHOUSE_LOG_LEVEL: "debug" },
  });
  for (const page of ["reset", "invitation"]) {
    const path = `/accounts/${page}/${token}/`;
    await rawRequest(server.url, { method: "GET", path });
    await rawRequest(server.url, { method: "GET", path: `/nowhere?next=${path}` });
    await rawRequest(server.url, { method: "POST", path, body: path });
    await rawRequest(server.url, { method: "GET", path: `${path}%E0%A4%A`, headers: { range: "bytes=9-1" } });
    await rawRequest(server.url, { method: "GET", path, headers: { "x-much": "x".repeat(20_000) } });
  }
  const client = new GraphqlClient(server.url);
  await mutate(client, "confirmPasswordReset", { token, newPassword: "brave-Tulip-river-42" });
  await client.send(`{ passwordResetToken(token: "${token}") { nothing } }`);
  await database.drop();
  await mutate(client, "confirmPasswordReset", { token, newPassword: "brave-Tulip-river-42" }).catch(() => undefined);
  await server.stop();
  // The log can say something: of the lost database.
  expect(server.complaints.length).toBeGreaterThan(0);
  expect(server.stdout + server.stderr).not.toContain(token.split(".")[1]);
});
