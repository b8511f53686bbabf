import { setTimeout as delay } from "node:timers/promises";

import { median } from "../measure.mjs";
import { residentMegabytes } from "../programs.mjs";
import { limitRequests, ourRequests } from "../requests.mjs";
import { sendSteadily } from "../steady-load.mjs";
import { logIn } from "./log-in.mjs";

/** Long enough that its first moment, when 32 clients come at once, is not all that the slowest hundredth shows. */
const seconds = 20;
const clients = 32;
/** More than may wait, so that some are refused. */
const tooManyClients = 64;
const checks = { seconds, perSecond: 50 };

/** Session checks at a steady fifty a second, while 32 clients log in without pause. */
export const storm = {
  name: "storm",
  title: "Session checks (50/s, open loop) while 32 clients log in",
  async run({ server, limit, users, rounds }) {
    const [program, bare] = [await server(users), await limit(users)];
    const found = { bare: [], quiet: [], storm: [], logIns: [], peak: [], tooMany: [] };
    for (let round = 0; round < rounds; round++) {
      found.bare.push(await checksOf(bare, limitRequests.session));
      found.quiet.push(await checksOf(program, ourRequests.session[0]));
      found.peak.push(await stormOf(program, 8, async () => delay(seconds * 1000)));
      let during;
      found.logIns.push(await stormOf(program, clients, async () => (during = await checksOf(program, ourRequests.session[0]))));
      found.storm.push(during);
      found.tooMany.push(await stormOf(program, tooManyClients, async () => delay(seconds * 1000)));
    }
    const { bare: bareChecks, quiet, storm: stormy, logIns, peak, tooMany } = mediansOf(found);
    return [
      { program: "bare server, quiet", ...bareChecks },
      { program: "ours, quiet", ...quiet },
      {
        program: "ours, in the storm",
        ...stormy,
        text: `p99 ${ratio(stormy.p99, quiet.p99)} × quiet, ${ratio(stormy.p99, bareChecks.p99)} × bare`,
        goal: "≤ 3 × quiet, ≤ 2.5 × bare",
      },
      {
        program: "log-ins in the storm",
        ...logIns,
        text: `${ratio(logIns.perSecond, peak.perSecond)} of their peak; of ${tooManyClients} clients, 99 % of refusals within ${tooMany.refusedWithin.toFixed(0)} ms`,
        goal: "≥ 0.8 of their peak; refused within 50 ms",
      },
    ];
  },
};

/** Times of the steady checks, and the memory of the program after them. */
async function checksOf(program, request) {
  const times = await sendSteadily(program, request, checks);
  return { ...timesOf(times), megabytes: residentMegabytes(program.pid) };
}

function timesOf(times) {
  times.sort((one, other) => one - other);
  return { p50: median(times), p99: times[Math.floor(times.length * 0.99)] };
}

/** Of each list of results, the median of every figure. */
function mediansOf(lists) {
  const medianOf = (list) =>
    Object.fromEntries(Object.keys(list[0]).map((figure) => [figure, median(list.map((result) => result[figure]))]));
  return Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, medianOf(list)]));
}

function ratio(one, other) {
  return (one / other).toFixed(2);
}

/** Logs in with some clients while work is done. A client that is refused waits as it is told, but for a tenth of the time. */
async function stormOf(program, count, work) {
  const started = performance.now();
  const [times, refusals] = [[], []];
  const state = { isOver: false };
  let next = 0;
  const client = async () => {
    while (!state.isOver) {
      const sent = performance.now();
      const refusal = await logIn(program, next++);
      if (refusal === undefined) times.push(performance.now() - sent);
      else {
        if (refusal.code !== "BUSY" || !(refusal.retryAfterSeconds > 0)) throw new Error(`refused with ${JSON.stringify(refusal)}`);
        refusals.push(performance.now() - sent);
        await delay(refusal.retryAfterSeconds * 100);
      }
    }
  };
  const running = Promise.all(Array.from({ length: count }, client));
  // One that fails while work is done is told of below.
  running.catch(() => undefined);
  await work();
  const perSecond = times.length / ((performance.now() - started) / 1000);
  const answered = timesOf([...times]);
  state.isOver = true;
  await running;
  refusals.sort((one, other) => one - other);
  return { perSecond, ...answered, refusedWithin: refusals[Math.floor(refusals.length * 0.99)] ?? 0 };
}
