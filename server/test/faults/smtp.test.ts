import { createServer, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { Client } from "pg";
import type { SMTPServerOptions } from "smtp-server";

import { GraphqlClient } from "../support/graphql-client.js";
import { faultsOf, mutate } from "../support/operations.js";
import { createTestDatabase, type TestDatabase } from "../support/test-database.js";
import { MailSink } from "./mail-sink.js";
import { createPlace, type Place, removePlace } from "./place.js";
import { ServerProcess, stopAllServers } from "./server-process.js";
import { until } from "./until.js";

const noTls = { disabledCommands: ["STARTTLS"] };
const password = "brave-Tulip-river-42";

let place: Place;
let database: TestDatabase;
let sink: MailSink;
beforeAll(async () => {
  place = createPlace();
});
afterEach(async () => {
  await stopAllServers();
  await sink.stop();
  await database.drop();
});
afterAll(async () => removePlace(place));

/** A server that sends its mail to the sink, and Ada with an address. */
async function serverFor(options: SMTPServerOptions, host = "127.0.0.1"): Promise<{ server: ServerProcess; client: GraphqlClient }> {
  database = await createTestDatabase();
  sink = await new MailSink(options).start();
  const environment = { DATABASE_URL: database.url, GATEHOUSE_DATA_DIR: place.dataDir, SMTP_URL: `smtp://${host}:${sink.port}` };
  const server = await ServerProcess.start({ directory: place.directory, environment });
  const client = new GraphqlClient(server.url);
  await mutate(client, "signUp", { username: "ada", email: "ada@example.com", password });
  return { server, client };
}

async function requestReset(client: GraphqlClient, email = "ada@example.com"): Promise<string[]> {
  return faultsOf(await mutate(client, "requestPasswordReset", { email }));
}

async function jobStates(): Promise<string[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<{ state: string }>("SELECT state FROM jobs.job WHERE name = 'send-password-reset'");
  await client.end();
  return rows.map(({ state }) => state);
}

/** Speaks SMTP, promises STARTTLS, and would take a mail in clear. */
function answerWithoutTls(socket: Socket, commands: string[]): void {
  socket.on("error", () => undefined);
  socket.write("220 test\r\n");
  createInterface(socket).on("line", (command) => {
    commands.push(command);
    if (command.startsWith("EHLO")) socket.write("250-test\r\n250 STARTTLS\r\n");
    else if (command === "STARTTLS") socket.write("454 TLS not available\r\n");
    else socket.write(command === "DATA" ? "354 go on\r\n" : "250 OK\r\n");
  });
}

async function mailWasRefused(server: ServerProcess): Promise<void> {
  await until("sending has failed", () => server.stderr.includes("a job failed and will be tried again"));
}

describe("a reset mail", () => {
  it("is delivered over SMTP, once, to the stored address only", async () => {
    const { client } = await serverFor(noTls);
    expect(await requestReset(client, "ADA@example.com")).toEqual([]);
    await until("the mail is there", () => sink.mails.length > 0);
    await until("the job is done", async () => (await jobStates()).join() === "completed");
    expect(sink.mails).toEqual([
      { from: "noreply@localhost", to: ["ada@example.com"], content: expect.stringContaining("/accounts/reset/"), isEncrypted: false },
    ]);
  });

  it("is delivered later, once, when the mail server was down; the answer is the same", async () => {
    const { server, client } = await serverFor(noTls);
    const { port } = sink;
    await sink.stop();
    expect(await requestReset(client)).toEqual([]);
    await mailWasRefused(server);
    sink = await new MailSink(noTls).start(port);
    await until("the mail is there", () => sink.mails.length > 0);
    await until("the job is done", async () => (await jobStates()).join() === "completed");
    expect(sink.mails).toHaveLength(1);
  });
});

describe("nothing is said in clear", () => {
  it("to a mail server elsewhere that does not offer TLS", async () => {
    // Not one of the names of this machine, for which plain text is allowed.
    const { server, client } = await serverFor(noTls, "0.0.0.0");
    await requestReset(client);
    await mailWasRefused(server);
    expect(sink.mails).toEqual([]);
  });

  it("to a mail server here that offers TLS and then does not give it", async () => {
    const { server, client } = await serverFor(noTls);
    const { port } = sink;
    await sink.stop();
    const commands: string[] = [];
    const broken = createServer((socket) => answerWithoutTls(socket, commands)).listen(port);
    await requestReset(client);
    await mailWasRefused(server);
    broken.close();
    expect(commands).toContain("STARTTLS");
    expect(commands.filter((command) => !/^(EHLO .*|STARTTLS|QUIT)$/.test(command))).toEqual([]);
  });

  it.each(["127.0.0.1", "0.0.0.0"])("to a mail server at %s whose certificate nobody vouches for", async (host) => {
    const { server, client } = await serverFor({}, host);
    await requestReset(client);
    await mailWasRefused(server);
    expect(sink.mails).toEqual([]);
  });
});

describe("a text that would add recipients or headers", () => {
  it("never gets into a mail", async () => {
    const { client } = await serverFor(noTls);
    const evil = [
      "eve@example.com\r\nBcc: victim@example.com",
      "eve@example.com\nBcc: victim@example.com",
      "eve@example.com, victim@example.com",
      "eve@example.com;victim@example.com",
      "<eve@example.com>",
      "Eve <eve@example.com>",
      '"eve@example.com\r\n"@example.com',
      "eve@example.com\0",
      "eve@example.com\u2028Bcc: victim@example.com",
    ];
    for (const email of evil) {
      expect(await requestReset(client, email)).toEqual(["INVALID input.email"]);
      const faults = faultsOf(await mutate(client, "signUp", { username: "eve", email, password }));
      expect(faults).toEqual(["INVALID input.email"]);
    }
    const names = {
      username: "eve\r\nBcc: victim@example.com",
      email: "eve@example.com",
      password,
      firstName: "E\r\nBcc: victim@example.com",
    };
    expect(faultsOf(await mutate(client, "signUp", names))).toEqual(["INVALID input.username", "INVALID input.firstName"]);
    await requestReset(client);
    await until("the mail is there", () => sink.mails.length > 0);
    expect(sink.mails.map(({ to }) => to)).toEqual([["ada@example.com"]]);
  });
});
