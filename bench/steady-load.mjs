// An open loop: requests are sent at their time, whether earlier ones were answered or not.
import { Agent } from "node:http";
import { setTimeout as delay } from "node:timers/promises";

import { post } from "./post.mjs";

/**
 * Sends requests at a steady rate for some seconds. Fails when an answer is not what it must be.
 *
 * @returns for each the milliseconds from the moment when it was due until its whole answer was there
 */
export async function sendSteadily(program, request, { seconds, perSecond }) {
  const agent = new Agent({ keepAlive: true });
  const begin = performance.now();
  const answers = [];
  for (let number = 0; number < seconds * perSecond; number++) {
    const due = begin + (number * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await delay(early);
    answers.push(send({ program, agent }, request, number).then(() => performance.now() - due));
    // One that fails while others are sent is told of below.
    answers.at(-1).catch(() => undefined);
  }
  return Promise.all(answers).finally(() => agent.destroy());
}

async function send({ program, agent }, { path = "/graphql", body, tokens, isRight }, number) {
  const headers = { authorization: `Bearer ${tokens[number % tokens.length]}` };
  const text = await post(`${program.url}${path}`, body, { agent, headers });
  if (!isRight(text)) throw new Error(`a wrong answer: ${text.slice(0, 200)}`);
}
