import { setTimeout as delay } from "node:timers/promises";

import { GraphqlClient, type Reply } from "../support/graphql-client.js";
import { faultsOf, logIn, type PayloadReply, send } from "../support/operations.js";

/** Fewer than the hashing queue takes: what is refused is refused for another reason. */
const lanes = 8;
const password = "brave-Tulip-river-42";

let loads = 0;

/** People who sign up side by side, one after another, until {@link SignUps.stop} or until the server does not answer any more. */
export class SignUps {
  /** Who was told that the account is there. */
  readonly acknowledged: string[] = [];
  /** Who got no answer at all. */
  readonly unanswered: string[] = [];
  /** Answers other than an account. */
  readonly refusals: Reply<unknown>[] = [];
  slowestMilliseconds = 0;
  private readonly ended: Promise<unknown>;
  private isStopped = false;

  /** @param headers `Connection: close` for a connection each: one that was open may be closed while a request is on its way */
  constructor(
    private readonly url: string,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {
    const load = ++loads;
    this.ended = Promise.all(Array.from({ length: lanes }, async (_, lane) => this.run(`load${load}-lane${lane}`)));
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.ended;
  }

  private async run(prefix: string): Promise<void> {
    for (let count = 0; !this.isStopped; count++) {
      const username = `${prefix}-${count}`;
      const begin = performance.now();
      const reply = await signUp(this.url, username, this.headers).catch(() => undefined);
      this.slowestMilliseconds = Math.max(this.slowestMilliseconds, performance.now() - begin);
      if (!reply) {
        this.unanswered.push(username);
        return;
      }
      if (reply.body.data?.payload?.user) this.acknowledged.push(username);
      else {
        this.refusals.push(reply);
        await delay(20);
      }
    }
  }
}

/**
 * Those of a load who are not as they were promised: acknowledged accounts must be able to log in; of those without an answer each is
 * either whole or not there at all, so that the name is still free.
 */
export async function brokenPromises(url: string, { acknowledged, unanswered }: SignUps): Promise<string[]> {
  const broken = await inParallel(acknowledged, async (username) => {
    // Whoever is not answered is told of, beside what else the test knows of the server.
    const canEnter = await canLogIn(url, username).catch((error: Error) => `${error.message}: ${String(error.cause)}`);
    return canEnter === true ? [] : [`${username}: ${canEnter || "cannot log in"}`];
  });
  const halves = await inParallel(unanswered, async (username) => {
    const payload = (await signUp(url, username)).body.data?.payload;
    const isFree = payload?.user != null;
    const isTaken = payload != null && faultsOf(payload).includes("ALREADY_TAKEN input.username");
    return isFree || (isTaken && (await canLogIn(url, username))) ? [] : [username];
  });
  return [...broken, ...halves];
}

async function signUp(
  url: string,
  username: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply<{ payload: PayloadReply | null }>> {
  const client = new GraphqlClient(url);
  Object.assign(client.headers, headers);
  return send(client, "signUp", { username, password });
}

async function canLogIn(url: string, username: string): Promise<boolean> {
  const { user } = await logIn(new GraphqlClient(url), { identifier: username, password });
  return user?.username === username;
}

async function inParallel(names: readonly string[], check: (name: string) => Promise<string[]>): Promise<string[]> {
  const rest = [...names];
  const found: string[] = [];
  const worker = async () => {
    for (let name = rest.pop(); name !== undefined; name = rest.pop()) found.push(...(await check(name)));
  };
  await Promise.all(Array.from({ length: lanes }, worker));
  return found;
}
