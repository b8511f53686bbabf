import { execFile } from "node:child_process";
import { Agent } from "node:http";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";

import autocannon from "autocannon";

import { password, sessions, usernameOf } from "../data/people.mjs";
import { databaseTime, processorTime, residentMegabytes } from "../programs.mjs";
import { median } from "../measure.mjs";
import { post } from "../post.mjs";
import { lineOf } from "./compare.mjs";

const seconds = 16;
const warmUpSeconds = 2;
/** Before the first round: at eight requests a second, V8 needs longer to be done with compiling than in the other rows. */
const firstWarmUpSeconds = 30;
const agent = new Agent({ keepAlive: true });
/** Two wordings, in turn. */
const documents = [
  ["input", "mutation ($input: LogInInput!) { logIn(input: $input) { token userErrors { code } } }"],
  ["who", "mutation Enter($who: LogInInput!) { logIn(input: $who) { userErrors { message code } session { id } token } }"],
];

/** The body of one log-in, of one user after another. */
function bodyOf(number) {
  const [variable, query] = documents[number % documents.length];
  // The users with sessions are all active.
  const input = { identifier: usernameOf(number % sessions), password, delivery: "BEARER" };
  return JSON.stringify({ query, variables: { [variable]: input } });
}

/** Sends one log-in; gives the code of the refusal, undefined when it was let in. */
export async function logIn({ url }, number) {
  const { data, errors } = JSON.parse(await post(`${url}/graphql`, bodyOf(number), { agent }));
  if (data?.logIn?.token) return undefined;
  return errors?.[0].extensions ?? { code: data?.logIn?.userErrors[0].code };
}

/** Log-ins at bcrypt cost 12 against bcrypt alone on the same processors. */
export const logInRow = {
  name: "log-in",
  title: "Log in at bcrypt 12, 8 clients",
  async run({ server, users, rounds, postmaster }) {
    const program = await server(users);
    await logInFor(program, postmaster, firstWarmUpSeconds);
    const results = { limit: [], ours: [] };
    for (let round = 0; round < rounds; round++) {
      results.limit.push(await rawRate());
      results.ours.push(await logInFor(program, postmaster));
    }
    const [limit, ours] = [results.limit, results.ours].map((list) =>
      Object.fromEntries(Object.keys(list[0]).map((figure) => [figure, median(list.map((result) => result[figure]))])),
    );
    return [lineOf("raw bcrypt", limit), lineOf("ours", ours, { basis: limit, goal: "CPU ≤ 1.03, rate ≥ 0.97 of raw bcrypt" })];
  },
};

async function rawRate() {
  const file = join(import.meta.dirname, "../limits/bcrypt-limit.mjs");
  const { stdout } = await promisify(execFile)(process.execPath, [file, String(seconds)]);
  const { perSecond, milliseconds, megabytes } = JSON.parse(stdout);
  return { perSecond, serverMilliseconds: milliseconds, databaseMilliseconds: 0, megabytes };
}

/** Eight clients log in without pause. What is measured begins and ends while they are all at it: hashes under way at both ends even out. */
async function logInFor(program, postmaster, measuredSeconds = seconds) {
  let [next, times] = [0, []];
  const clients = autocannon({
    url: `${program.url}/graphql`,
    method: "POST",
    connections: 8,
    // Until it is stopped.
    duration: 3600,
    requests: [{ headers: { "content-type": "application/json" }, setupRequest: (request) => ({ ...request, body: bodyOf(next++) }) }],
    verifyBody: (text) => /"token":"/.test(text),
  });
  clients.on("response", (_client, _status, _bytes, milliseconds) => times.push(milliseconds));
  await delay(warmUpSeconds * 1000);
  times = [];
  const before = [processorTime(program.pid), databaseTime(postmaster)];
  await delay(measuredSeconds * 1000);
  const used = [processorTime(program.pid) - before[0], databaseTime(postmaster) - before[1]];
  const measured = times.sort((one, other) => one - other);
  const megabytes = residentMegabytes(program.pid);
  clients.stop();
  const { non2xx, errors, mismatches } = await clients;
  // Hashes that are under way run to their end, and would slow down whatever is measured next.
  await delay(2000);
  if (non2xx + errors + mismatches > 0) throw new Error(`${non2xx} log-ins were refused, ${errors} failed, ${mismatches} were wrong`);
  return {
    perSecond: measured.length / measuredSeconds,
    p50: median(measured),
    p99: measured[Math.floor(measured.length * 0.99)],
    serverMilliseconds: used[0] / measured.length,
    databaseMilliseconds: used[1] / measured.length,
    megabytes,
  };
}
