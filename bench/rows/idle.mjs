import { setTimeout as delay } from "node:timers/promises";

import { median } from "../measure.mjs";
import { residentMegabytes, startLimit, startServer } from "../programs.mjs";
import { ask, limitRequests, ourRequests } from "../requests.mjs";

/** How long a program is left alone before its memory is read. */
const idleMilliseconds = 5_000;

/** Memory of a server that nobody asks anything, and the time from its start to its first right answer. */
export const idle = {
  name: "idle",
  title: "Idle memory; start to first right answer on a migrated database",
  async run({ databaseOf, users, rounds }) {
    const url = await databaseOf(users);
    const programs = {
      limit: [async () => startLimit("http-limit.mjs", url), limitRequests.session],
      ours: [async () => startServer(url), ourRequests.session[0]],
    };
    const found = { limit: [], ours: [] };
    for (let round = 0; round < rounds; round++) {
      for (const [name, [start, request]] of Object.entries(programs)) found[name].push(await startAndLook(start, request));
    }
    const goal = { limit: "", ours: "≤ 130 MB; ≤ 1.0 s" };
    return Object.entries(found).map(([program, list]) => {
      const [seconds, megabytes] = ["seconds", "megabytes"].map((figure) => median(list.map((result) => result[figure])));
      return { program, megabytes, text: `first answer after ${seconds.toFixed(2)} s`, goal: goal[program] };
    });
  },
};

async function startAndLook(start, request) {
  const started = performance.now();
  const program = await start();
  await ask(program, request);
  const seconds = (performance.now() - started) / 1000;
  await delay(idleMilliseconds);
  const megabytes = residentMegabytes(program.pid);
  await program.stop();
  return { seconds, megabytes };
}
