import { createTransport } from "nodemailer";

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
  const transporter = createTransport(
    { url, pool: true, maxConnections: 3, requireTLS, disableFileAccess: true, disableUrlAccess: true, ...timeouts },
    // Keeps absence notes from being sent back (RFC 3834).
    { from, headers: { "Auto-Submitted": "auto-generated" } },
  );
  return {
    send: async ({ to, ...message }) => {
      await transporter.sendMail({ to: { name: "", address: to }, ...message });
    },
    close: () => transporter.close(),
  };
}
