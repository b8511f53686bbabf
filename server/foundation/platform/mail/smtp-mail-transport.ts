import type { Transporter } from "nodemailer";

import type { MailTransport } from "./mail-transport.js";

/** Nobody listens in between on these; a development mail sink there rarely speaks TLS. */
const thisMachine = new Set(["localhost", "127.0.0.1", "[::1]"]);

const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/**
 * Sends through a mail server. With `smtp://`, STARTTLS must succeed before anything is said: a server that does not offer it,
 * or an attacker who hides the offer, gets no mail. On this machine it is used if offered; `?ignoreTLS=true` in the URL
 * switches it off for a trusted network.
 *
 * @param url `smtp://user:password@host:port` or `smtps://…`; options of nodemailer may follow as a query
 */
export function createSmtpMailTransport(url: string, from: string): MailTransport {
  const { hostname, searchParams } = new URL(url);
  const requireTLS = !thisMachine.has(hostname) && !searchParams.has("ignoreTLS");
  const options = { url, pool: true, maxConnections: 3, requireTLS, disableFileAccess: true, disableUrlAccess: true, ...timeouts };
  let connected: Promise<Transporter> | undefined;
  return {
    send: async ({ to, ...message }) => {
      const transporter = await (connected ??= connect(options, from));
      await transporter.sendMail({ to: { name: "", address: to }, ...message });
    },
    close: () => void connected?.then((transporter) => transporter.close()),
  };
}

/** Loads the library with the first mail: a server that sends none needs neither the time at its start nor the memory. */
async function connect(options: object, from: string): Promise<Transporter> {
  const { createTransport } = await import("nodemailer");
  // The header keeps absence notes from being sent back (RFC 3834).
  return createTransport(options, { from, headers: { "Auto-Submitted": "auto-generated" } });
}
