import type { Tracing } from "../telemetry/tracing.js";
import type { MailTransport } from "./mail-transport.js";

/** A transport whose sending is measured. Neither address nor content is told. */
export function tracedMail(transport: MailTransport, tracing: Tracing): MailTransport {
  return {
    send: async (message) => tracing.span({ name: "send mail", kind: "client" }, async () => transport.send(message)),
    close: () => transport.close(),
  };
}
