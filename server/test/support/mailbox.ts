import { setTimeout as delay } from "node:timers/promises";
import type { MailMessage } from "../../foundation/platform/mail/mail-transport.js";
import type { TestServer } from "./test-server.js";

const pollMilliseconds = 10;
const mostMilliseconds = 10_000;

/**
 * Waits until all work that was ordered is done, mails among it.
 *
 * @throws Error when that takes longer than ten seconds
 */
export async function workDone({ database }: TestServer): Promise<void> {
  const deadline = Date.now() + mostMilliseconds;
  for (;;) {
    const open = await database.query(
      "SELECT name FROM jobs.job WHERE state < 'completed' AND name !~ '^__pgboss' AND name NOT IN ('sweep', 'seal-log')",
    );
    if (open.length === 0) return;
    if (Date.now() > deadline) throw new Error(`jobs are not done: ${JSON.stringify(open)}`);
    await delay(pollMilliseconds);
  }
}

/** The mails to an address, oldest first, once all ordered ones are sent. */
export async function mailsTo(server: TestServer, address: string): Promise<readonly MailMessage[]> {
  await workDone(server);
  return server.mail.outbox.filter(({ to }) => to === address);
}

/** The token of the newest reset mail to an address. */
export async function resetTokenFor(server: TestServer, address: string): Promise<string> {
  return newestToken(await mailsTo(server, address), /\/accounts\/reset\/([^/\s]+)\//);
}

/** The token of the newest invitation to an address. */
export async function invitationFor(server: TestServer, address: string): Promise<string> {
  return newestToken(await mailsTo(server, address), /\/accounts\/invitation\/([^/\s]+)\//);
}

function newestToken(mails: readonly MailMessage[], link: RegExp): string {
  const token = mails.map(({ text }) => link.exec(text)?.[1]).findLast((found) => found !== undefined);
  if (token === undefined) throw new Error(`no mail with a link like ${link.source}`);
  return decodeURIComponent(token);
}
