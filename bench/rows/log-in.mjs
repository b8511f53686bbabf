import { execFile } from "node:child_process";
import { Agent } from "node:http";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";

import { password, sessions, usernameOf } from "../data/people.mjs";
import { databaseTime, processorTime } from "../programs.mjs";
import { median } from "../measure.mjs";
import { post } from "../post.mjs";
import { lineOf } from "./compare.mjs";

const seconds = 16;
const warmUpSeconds = 2;
/** Before the first round: at eight requests a second, V8 needs longer to be done with compiling than in the other rows. */
const firstWarmUpSeconds = 30;
const agent = new Agent({ keepAlive: true });
const document = "mutation ($input: LogInInput!) { logIn(input: $input) { token userErrors { code } } }";

/** Sends one log-in, of one user after another; gives the code of the refusal, undefined when it was let in. */
export async function logIn({ url }, number) {
  // The users with sessions are all active.
  const input = { identifier: usernameOf(number % sessions), password, delivery: "BEARER" };
  const body = JSON.stringify({ query: document, variables: { input } });
  const { data, errors } = JSON.parse(await post(`${url}/graphql`, body, { agent }));
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
  const { perSecond, milliseconds } = JSON.parse(stdout);
  return { perSecond, serverMilliseconds: milliseconds, databaseMilliseconds: 0 };
}

/** Eight clients log in without pause. What is measured begins and ends while they are all at it: hashes under way at both ends even out. */
async function logInFor(program, postmaster, measuredSeconds = seconds) {
  const state = { times: [], next: 0, isOver: false };
  const client = async () => {
    while (!state.isOver) {
      const sent = performance.now();
      const refusal = await logIn(program, state.next++);
      if (refusal) throw new Error(`a log-in was refused: ${JSON.stringify(refusal)}`);
      state.times.push(performance.now() - sent);
    }
  };
  const running = Promise.all(Array.from({ length: 8 }, client));
  await Promise.race([running, delay(warmUpSeconds * 1000)]);
  state.times = [];
  const before = [processorTime(program.pid), databaseTime(postmaster)];
  await Promise.race([running, delay(measuredSeconds * 1000)]);
  const used = [processorTime(program.pid) - before[0], databaseTime(postmaster) - before[1]];
  const times = [...state.times].sort((one, other) => one - other);
  state.isOver = true;
  await running;
  return {
    perSecond: times.length / measuredSeconds,
    p50: median(times),
    p99: times[Math.floor(times.length * 0.99)],
    serverMilliseconds: used[0] / times.length,
    databaseMilliseconds: used[1] / times.length,
  };
}
