import { setTimeout as delay } from "node:timers/promises";

const pollMilliseconds = 20;

/**
 * Asks again and again until there is an answer other than false or undefined, and gives it.
 *
 * @throws Error when that takes too long; `what` names what was waited for
 */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  mostMilliseconds = 120_000,
): Promise<Exclude<T, false | undefined>> {
  const deadline = Date.now() + mostMilliseconds;
  for (;;) {
    const answer = await ask();
    if (answer !== false && answer !== undefined) return answer as Exclude<T, false | undefined>;
    if (Date.now() > deadline) throw new Error(`waited ${mostMilliseconds} ms in vain: ${what}`);
    await delay(pollMilliseconds);
  }
}
