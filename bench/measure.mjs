// Drives programs in turn, several rounds, and gives the median of each.
import autocannon from "autocannon";

import { databaseTime, processorTime, residentMegabytes } from "./programs.mjs";

/** What one target of a row gave in one round, or the median of all its rounds. */
const figures = ["perSecond", "p50", "p99", "serverMilliseconds", "databaseMilliseconds", "megabytes"];

/** Long enough for the compiler of V8 to be done with what is asked again and again. */
const warmUpSeconds = 5;

/**
 * Measures targets in interleaved rounds, so that what else the machine does falls on all of them alike.
 *
 * @param targets of `{ name, program: { url, pid }, request: { path, body, tokens } }`
 * @returns for each name the medians, in milliseconds, answers a second, and MB of the program at the end of a round
 */
export async function measure(targets, { connections, seconds, rounds, postmaster }) {
  const results = new Map(targets.map(({ name }) => [name, []]));
  for (const target of targets) await drive(target, { connections, seconds: warmUpSeconds });
  for (let round = 0; round < rounds; round++) {
    // Every other round goes the other way, so that no target always follows the same one.
    for (const target of round % 2 === 0 ? targets : targets.toReversed()) {
      results.get(target.name).push(await once(target, { connections, seconds, postmaster }));
    }
  }
  return new Map([...results].map(([name, list]) => [name, mediansOf(list)]));
}

async function once(target, { connections, seconds, postmaster }) {
  const before = [processorTime(target.program.pid), databaseTime(postmaster)];
  const result = await drive(target, { connections, seconds });
  const answers = result["2xx"];
  return {
    perSecond: answers / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    serverMilliseconds: (processorTime(target.program.pid) - before[0]) / answers,
    databaseMilliseconds: (databaseTime(postmaster) - before[1]) / answers,
    megabytes: residentMegabytes(target.program.pid),
  };
}

/** Sends the requests of a target for some seconds. Fails when an answer is not what it must be. */
async function drive({ name, program, request }, { connections, seconds }) {
  const { path = "/graphql", body, tokens, isRight } = request;
  const result = await autocannon({
    url: `${program.url}${path}`,
    method: "POST",
    connections,
    duration: seconds,
    requests: tokens.map((token) => ({
      method: "POST",
      path,
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body,
    })),
    verifyBody: (text) => isRight(text),
  });
  if (result.non2xx + result.errors + result.mismatches > 0) {
    throw new Error(`${name}: ${result.non2xx} refused, ${result.errors} failed, ${result.mismatches} wrong answers`);
  }
  return result;
}

function mediansOf(list) {
  return Object.fromEntries(figures.map((figure) => [figure, median(list.map((result) => result[figure]))]));
}

/** The middle one of some numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}
