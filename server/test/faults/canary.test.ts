import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "@jest/globals";

import { GraphqlClient } from "../support/graphql-client.js";
import { logIn, mutate, type MutationName, mutations, send } from "../support/operations.js";
import { administer } from "../support/staff.js";
import { TraceCollector } from "../support/trace-collector.js";
import { MailSink } from "./mail-sink.js";
import { createPlace, type Place, removePlace, signalDatabase } from "./place.js";
import { ServerProcess } from "./server-process.js";
import { SignUps } from "./sign-ups.js";
import { until } from "./until.js";

/** Stands in everything that must never be written anywhere. */
const canary = "cAnArY-7f3a";
const email = "ada@example.com";

let place: Place;
let sink: MailSink;
let collector: TraceCollector;
let server: ServerProcess;
beforeAll(async () => {
  collector = await new TraceCollector().start();
  place = createPlace();
  sink = await new MailSink({
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    onAuth: (_credentials, _session, done) => done(null, { user: "me" }),
  }).start();
  server = await ServerProcess.start({
    directory: place.directory,
    environment: {
      GATEHOUSE_DATA_DIR: place.dataDir,
      GATEHOUSE_LOG_LEVEL: "debug",
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      GATEHOUSE_SECRET_KEYS: `${canary}-${"k".repeat(32)}`,
      SMTP_URL: `smtp://me:${canary}@127.0.0.1:${sink.port}`,
    },
  });
});
afterAll(async () => {
  await removePlace(place);
  await sink.stop();
  await collector.stop();
});

const passwords = { first: `${canary}-first-Tulip`, second: `${canary}-second-Tulip`, third: `${canary}-third-Tulip` };

/** The whole life of an account. Gives the secrets that the server made up. */
async function liveAnAccount(): Promise<string[]> {
  const client = new GraphqlClient(server.url);
  await mutate(client, "signUp", { username: "ada", email, password: passwords.first });
  const { token } = await logIn(client, { identifier: "ada", password: passwords.first, delivery: "BEARER" });
  await logIn(client, { identifier: "ada", password: passwords.first });
  const cookies = [...client.cookies.values()];
  await mutate(client, "changePassword", { currentPassword: passwords.first, newPassword: passwords.second });
  cookies.push(...client.cookies.values());
  await mutate(client, "requestPasswordReset", { email });
  const mail = await until("the mail is there", () => sink.mails.find(({ content }) => content.includes("/accounts/reset/")));
  const reset = decodeURIComponent(/\/accounts\/reset\/([^/\s]+)\//.exec(mail.content)?.[1] ?? "");
  await client.ask("query ($token: String!) { passwordResetToken(token: $token) { valid } }", { token: reset });
  await mutate(client, "confirmPasswordReset", { token: reset, newPassword: passwords.third });
  return [token ?? "", ...cookies, reset];
}

/** What staff does: the first superuser is made, invites somebody, and acts as them. Gives the secrets that the server made up. */
async function administerAll(): Promise<string[]> {
  const client = new GraphqlClient(server.url);
  const token = decodeURIComponent(/\/admin\/set-up\/([^/\s]+)\//.exec(server.stdout)?.[1] ?? "");
  await client.ask("query ($token: String!) { setUpToken(token: $token) { valid } }", { token });
  await mutate(client, "createFirstSuperuser", { token, username: "root", password: passwords.first });
  await logIn(client, { identifier: "root", password: passwords.first });
  const { user } = await administer(client, "createUser", { username: "invited", email: "invited@example.com", invite: true });
  const mail = await until("the invitation is there", () => sink.mails.find(({ content }) => content.includes("/accounts/invitation/")));
  const invitation = decodeURIComponent(/\/accounts\/invitation\/([^/\s]+)\//.exec(mail.content)?.[1] ?? "");
  await mutate(client, "impersonateUser", { id: user?.id, reason: "support" });
  const cookies = [...client.cookies.values()];
  await mutate(client, "stopImpersonating");
  await mutate(client, "acceptInvitation", { token: invitation, newPassword: passwords.second });
  return [...cookies, ...client.cookies.values(), invitation];
}

/** The canary in every input of every mutation, where it is wrong. */
async function sendWrongInputs(): Promise<void> {
  const inputs: Record<MutationName, object> = {
    signUp: { username: canary, password: canary, email: canary, firstName: canary, lastName: canary },
    logIn: { identifier: canary, password: canary, deviceName: canary },
    logOut: {},
    changePassword: { currentPassword: canary, newPassword: canary },
    requestPasswordReset: { email: canary },
    confirmPasswordReset: { token: canary, newPassword: canary },
    acceptInvitation: { token: canary, newPassword: canary },
    createFirstSuperuser: { token: canary, username: canary, email: canary, password: canary },
    impersonateUser: { id: canary, reason: canary },
    stopImpersonating: {},
    updateProfile: { firstName: canary, lastName: canary },
    revokeSession: { id: canary },
    revokeOtherSessions: {},
  };
  for (const [name, input] of Object.entries(inputs) as [MutationName, object][]) {
    const client = new GraphqlClient(server.url);
    client.bearer = canary;
    client.cookies.set("gatehouse_session", canary);
    Object.assign(client.headers, { "user-agent": canary, "x-forwarded-for": canary, referer: `https://example.com/${canary}` });
    await send(client, name, input);
    await client.send(mutations[name], { input: { ...input, [canary]: canary, password: { canary } } });
    await client.send(mutations[name], { input: { ...input, password: canary.repeat(1_000), newPassword: canary.repeat(1_000) } });
  }
}

/** The canary in requests that are none. */
async function sendBrokenRequests(): Promise<void> {
  const client = new GraphqlClient(server.url);
  await client.send(`mutation { logIn(input: {identifier: "ada", password: "${canary}" `);
  await client.send(`mutation { logIn(input: {identifier: "ada", password: ${canary}}) { token } }`);
  await client.send(`{ ${canary.replace("-", "_")} }`);
  await client.post(`{"query": "${canary}`);
  await client.post(JSON.stringify({ query: "{ __typename }", operationName: canary, variables: { [canary]: canary } }));
  await client.post(canary.repeat(20_000));
  await client.post(canary, { "content-type": `text/${canary}` });
  await client.post("{}", { origin: `https://${canary}.example.com` });
  await client.post("{}", { authorization: `Basic ${canary}` });
  await fetch(`${server.url}/${canary}?password=${canary}`);
}

it("writes no secret to its output or into its traces, whatever happens", async () => {
  const secrets = [...(await liveAnAccount()), ...(await administerAll())];
  expect(secrets.every((secret) => secret.length > 20)).toBe(true);
  await sendWrongInputs();
  await sendBrokenRequests();

  // The same in the middle of failures: of the database, whose errors hold what was typed, and of the mail server.
  await sink.stop();
  const client = new GraphqlClient(server.url);
  await mutate(client, "requestPasswordReset", { email });
  await until("sending has failed", () => server.stderr.includes("a job failed"));
  const signUps = new SignUps(server.url);
  const wrongInputs = sendWrongInputs();
  signalDatabase(place, "SIGKILL");
  await until("requests have failed", () => signUps.refusals.length > 0);
  await wrongInputs;
  await signUps.stop();
  await server.stop();

  const traces = collector.bodies.join("\n");
  expect(traces).toContain("hash password");
  const output = server.stdout + server.stderr + readFileSync(join(place.dataDir, "postgres.log"), "utf8") + traces;
  expect(output).toContain('"level":');
  expect([canary, ...secrets].filter((secret) => output.toLowerCase().includes(secret.toLowerCase()))).toEqual([]);
});
