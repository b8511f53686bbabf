import type { ServerResponse } from "node:http";

/** Tells load balancers and supervisors how the process is. */
export class Health {
  /** Set when the machine is to get no new clients: readiness is red. */
  isDraining = false;
  /** Set when this process is to get no new clients: it still answers, and has them come back on another connection. */
  takesNoNewClients = false;

  /** @param isDatabaseReady asks the database, within a limit of time */
  constructor(private readonly isDatabaseReady: () => Promise<boolean>) {}

  /** The process runs; restarting it would not help against a missing database. */
  answerLive(res: ServerResponse): void {
    answer(res, 200, { status: "ok" });
  }

  /** The process can serve requests. */
  async answerReady(res: ServerResponse): Promise<void> {
    if (this.isDraining) return answer(res, 503, { status: "draining" });
    return (await this.isDatabaseReady()) ? answer(res, 200, { status: "ok" }) : answer(res, 503, { status: "database unavailable" });
  }
}

function answer(res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" }).end(JSON.stringify(body));
}
