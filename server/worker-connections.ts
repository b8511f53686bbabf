import type { SendHandle } from "node:child_process";
import type { Worker } from "node:cluster";

/** How `node:cluster` hands a connection to a worker; the worker answers with `ack` once it has it. */
interface HandOver {
  readonly act?: string;
  readonly seq?: number;
}

type Send = (message: HandOver, connection?: SendHandle & { close(): void }, ...rest: unknown[]) => boolean;

/**
 * For the process above the workers: closes the connections that a worker was handed and had not taken when it died. Node keeps its
 * own end of them open until the worker answers, so a client would wait for ever instead of learning that it has to try again.
 *
 * They are not handed to another worker: the dead one may have read from them already.
 */
export function closeStrandedConnections({ process: worker }: Worker): void {
  const handedOver = new Map<number, { close(): void }>();
  const send = worker.send.bind(worker) as Send;
  const sendAndRemember: Send = (message, connection, ...rest) => {
    if (message.act === "newconn" && message.seq !== undefined && connection) handedOver.set(message.seq, connection);
    return send(message, connection, ...rest);
  };
  Object.assign(worker, { send: sendAndRemember });
  worker.on("internalMessage", ({ ack }: { ack?: number }) => ack !== undefined && handedOver.delete(ack));
  // Not at "disconnect", which is not heard of while a connection is on its way.
  worker.once("exit", () => {
    // Node goes on handing connections to the dead one until it hears that the channel is closed.
    if (worker.connected) worker.disconnect();
    handedOver.forEach((connection) => connection.close());
  });
}
