import { Agent, request } from "node:http";

/**
 * How one request ended: with a status, with `refused` where a new connection was not taken (which is how clients learn to go
 * elsewhere), or with a network error in the middle.
 */
type Outcome = number | string;

/** Clients that each keep a connection and send one request after another, until {@link RequestLoad.stop} or a failure. */
export class RequestLoad {
  /** How many requests ended in which way. */
  readonly outcomes = new Map<Outcome, number>();
  private readonly ended: Promise<unknown>;
  private isStopped = false;

  constructor(
    private readonly url: string,
    /** Gives the operation of the next request. */
    private readonly nextQuery: () => string,
    clients: number,
  ) {
    this.ended = Promise.all(Array.from({ length: clients }, async () => this.run()));
  }

  get answered(): number {
    return this.outcomes.get(200) ?? 0;
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.ended;
  }

  private async run(): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    let outcome: Outcome = 200;
    while (outcome === 200 && !this.isStopped) {
      outcome = await this.send(agent);
      this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
    }
    agent.destroy();
  }

  private async send(agent: Agent): Promise<Outcome> {
    return new Promise((resolve) => {
      const headers = { "content-type": "application/json" };
      const outgoing = request(`${this.url}/graphql`, { agent, method: "POST", headers }, (response) => {
        response.once("error", () => resolve("cut off"));
        response.once("end", () => resolve(response.statusCode ?? 0));
        response.resume();
      });
      // A connection that waits to be accepted while the server stops listening is reset by the system.
      const isRefusal = ({ code = "", syscall }: NodeJS.ErrnoException) =>
        !outgoing.reusedSocket && ["ECONNREFUSED", "ECONNRESET"].includes(code) && syscall !== undefined;
      outgoing.once("error", (error: NodeJS.ErrnoException) => resolve(isRefusal(error) ? "refused" : error.message));
      outgoing.end(JSON.stringify({ query: this.nextQuery() }));
    });
  }
}
