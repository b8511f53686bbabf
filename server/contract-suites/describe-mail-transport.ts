import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";

import type { MailMessage, MailTransport } from "../foundation/platform/mail/mail-transport.js";
import type { TestRunner } from "./test-runner.js";

/** A mail as whoever receives it sees it. */
export interface ReceivedMail {
  readonly subject: string;
  /** The text form, decoded. */
  readonly text: string;
}

/** A mail transport to be judged. */
export interface MailTransportSubject {
  /** Makes the transport. */
  makeTransport(): MailTransport | Promise<MailTransport>;
  /** The mails that have arrived for an address, oldest first. Called after they were sent. */
  receivedBy(address: string): readonly ReceivedMail[] | Promise<readonly ReceivedMail[]>;
  /** Makes a transport whose mails cannot be handed over, such as to a server that does not answer; absent where that cannot be. */
  readonly makeBrokenTransport?: () => MailTransport | Promise<MailTransport>;
}

const link = `https://id.example.com/accounts/reset/${"0123456789abcdef".repeat(30)}/?next=%2F&x=1`;

/** The contract of mail transports as tests. Every transport that Gatehouse is to use should pass them. */
export function describeMailTransport(name: string, subject: MailTransportSubject, { describe, test }: TestRunner): void {
  describe(`${name} keeps the contract of mail transports:`, () => {
    const delivers = (what: string, message: Partial<MailMessage>): void => {
      test(`it delivers ${what}, once and unharmed`, async () => {
        const mail = { ...someMail(), ...message };
        await using(await subject.makeTransport(), async (transport) => {
          await transport.send(mail);
          await expectReceived(subject, mail);
        });
      });
    };

    delivers("a mail", {});
    delivers("letters of any script", { subject: "Přístup – アクセス 🔑", text: "Grüße, Ωmega, שלום\n" });
    delivers("a link that is longer than a line", { text: `Open this:\n\n${link}\n` });
    delivers("lines that begin with a dot, or look like headers", { text: ".\n..\nSubject: another\nFrom nobody\n\nend\n" });
    delivers("to an unusual address", { to: `o'brien+${randomUUID()}@sub.example.com` });

    test("it delivers many that are sent at once", async () => {
      const mails = Array.from({ length: 8 }, someMail);
      await using(await subject.makeTransport(), async (transport) => {
        await Promise.all(mails.map(async (mail) => transport.send(mail)));
        for (const mail of mails) await expectReceived(subject, mail);
      });
    });

    test("no subject adds a recipient", async () => {
      const mail = someMail();
      const eve = `eve.${randomUUID()}@example.com`;
      await using(await subject.makeTransport(), async (transport) => {
        await transport.send({ ...mail, subject: `Hello\r\nBcc: ${eve}\r\nTo: ${eve}` }).catch(() => undefined);
        assert.equal((await subject.receivedBy(eve)).length, 0);
      });
    });

    test("it can be closed unused, and twice", async () => {
      const transport = await subject.makeTransport();
      transport.close();
      transport.close();
    });

    const { makeBrokenTransport } = subject;
    if (!makeBrokenTransport) return;
    test("it rejects when a mail could not be handed over, so that it is sent again", async () => {
      await using(await makeBrokenTransport(), async (transport) => {
        await assert.rejects(async () => transport.send(someMail()));
      });
    });
  });
}

function someMail(): MailMessage {
  const id = randomUUID();
  return { to: `ada.${id}@example.com`, subject: `Mail ${id}`, text: `This is mail ${id}.\n`, html: `<p>This is mail ${id}.</p>\n` };
}

async function expectReceived(subject: MailTransportSubject, { to, subject: line, text }: MailMessage): Promise<void> {
  const received = Array.from(await subject.receivedBy(to), (mail) => ({ subject: mail.subject, text: plain(mail.text) }));
  assert.deepEqual(received, [{ subject: line, text: plain(text) }]);
}

/** Mail servers end lines in their own way and may add blank ones at the end. */
function plain(text: string): string {
  return text.replaceAll("\r\n", "\n").trimEnd();
}

async function using(transport: MailTransport, work: (transport: MailTransport) => Promise<void>): Promise<void> {
  try {
    await work(transport);
  } finally {
    transport.close();
  }
}
