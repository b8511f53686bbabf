import { deepStrictEqual } from "node:assert";

import { ask, limitRequests, ourRequests } from "../requests.mjs";

/** Fails unless our server and the bare one give the same answer. */
export async function sameAnswers(server, limit, row) {
  for (const number of [0, 3, 9]) {
    const ours = await ask(server, ourRequests[row][0], number);
    const theirs = await ask(limit, limitRequests[row], number);
    // Cursors are each program's own.
    for (const data of [ours, theirs]) delete data.users?.pageInfo;
    deepStrictEqual(ours, theirs);
  }
}

/** A line of the table. The ratios are to the figures of `basis`, if there are any. */
export function lineOf(program, figures, { basis, goal = "" } = {}) {
  const cpu = (of) => of.serverMilliseconds + of.databaseMilliseconds;
  const ratios = basis && { rate: figures.perSecond / basis.perSecond, cpu: cpu(figures) / cpu(basis), p50: figures.p50 / basis.p50 };
  return { program, ...figures, ratios, goal };
}
