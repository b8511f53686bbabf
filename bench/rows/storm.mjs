import { setTimeout as delay } from "node:timers/promises";

import { median } from "../measure.mjs";
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
    const found = { bare: [], quiet: [], storm: [], perSecond: [], peak: [], refusedWithin: [] };
    for (let round = 0; round < rounds; round++) {
      found.bare.push(await p99Of(bare, limitRequests.session));
      found.quiet.push(await p99Of(program, ourRequests.session[0]));
      found.peak.push((await stormOf(program, 8, async () => delay(seconds * 1000))).perSecond);
      let during;
      const result = await stormOf(program, clients, async () => (during = await p99Of(program, ourRequests.session[0])));
      found.storm.push(during);
      found.perSecond.push(result.perSecond);
      found.refusedWithin.push((await stormOf(program, tooManyClients, async () => delay(seconds * 1000))).refusedWithin);
    }
    const figure = Object.fromEntries(Object.entries(found).map(([name, list]) => [name, median(list)]));
    return [
      { program: "bare server, quiet", p99: figure.bare },
      { program: "ours, quiet", p99: figure.quiet },
      {
        program: "ours, in the storm",
        p99: figure.storm,
        text: `p99 ${ratio(figure.storm, figure.quiet)} × quiet, ${ratio(figure.storm, figure.bare)} × bare`,
        goal: "≤ 3 × quiet, ≤ 2.5 × bare",
      },
      {
        program: "log-ins in the storm",
        perSecond: figure.perSecond,
        text: `${ratio(figure.perSecond, figure.peak)} of their peak; of ${tooManyClients} clients, 99 % of refusals within ${figure.refusedWithin.toFixed(0)} ms`,
        goal: "≥ 0.8 of their peak; refused within 50 ms",
      },
    ];
  },
};

async function p99Of(program, request) {
  const times = await sendSteadily(program, request, checks);
  return times.sort((one, other) => one - other)[Math.floor(times.length * 0.99)];
}

function ratio(one, other) {
  return (one / other).toFixed(2);
}

/** Logs in with some clients while work is done. A client that is refused waits as it is told, but for a tenth of the time. */
async function stormOf(program, count, work) {
  const started = performance.now();
  const refusals = [];
  const state = { isOver: false };
  let [done, next] = [0, 0];
  const client = async () => {
    while (!state.isOver) {
      const sent = performance.now();
      const refusal = await logIn(program, next++);
      if (refusal === undefined) done++;
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
  const perSecond = done / ((performance.now() - started) / 1000);
  state.isOver = true;
  await running;
  refusals.sort((one, other) => one - other);
  return { perSecond, refusedWithin: refusals[Math.floor(refusals.length * 0.99)] ?? 0 };
}
