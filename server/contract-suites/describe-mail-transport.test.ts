import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { createConsoleMailTransport } from "../foundation/platform/mail/console-mail-transport.js";
import type { MailMessage, MailTransport } from "../foundation/platform/mail/mail-transport.js";
import { MemoryMailTransport } from "../foundation/platform/mail/memory-mail-transport.js";
import { createSmtpMailTransport } from "../foundation/platform/mail/smtp-mail-transport.js";
import { MailSink } from "../test/faults/mail-sink.js";
import { failuresOf } from "../test/support/failures-of.js";
import { describeMailTransport, type MailTransportSubject, type ReceivedMail } from "./describe-mail-transport.js";

const from = "Gatehouse <noreply@example.com>";
const runner = { describe, test };

let memory = new MemoryMailTransport();
describeMailTransport(
  "MemoryMailTransport",
  {
    makeTransport: () => (memory = new MemoryMailTransport()),
    receivedBy: (address) => memory.outbox.filter(({ to }) => to === address),
  },
  runner,
);

const printed: string[] = [];
describeMailTransport(
  "the console transport",
  {
    makeTransport: () => createConsoleMailTransport(from, (mail) => printed.push(mail)),
    receivedBy: (address) => printed.map(readPrinted).filter(({ to }) => to === address),
  },
  runner,
);

const arrived: { readonly to: readonly string[]; readonly content: string }[] = [];
const sink = new MailSink({
  onData: (stream, { envelope }, done) => {
    const to = envelope.rcptTo.map(({ address }) => address);
    void text(stream)
      .then((content) => arrived.push({ to, content }))
      .finally(done);
  },
});
beforeAll(async () => sink.start());
afterAll(async () => sink.stop());

describeMailTransport(
  "the SMTP transport",
  {
    makeTransport: () => createSmtpMailTransport(`smtp://127.0.0.1:${sink.port}?ignoreTLS=true`, from),
    receivedBy: (address) => arrived.filter(({ to }) => to.includes(address)).map(({ content }) => readMime(content)),
    makeBrokenTransport: () => createSmtpMailTransport("smtp://127.0.0.1:1?ignoreTLS=true", from),
  },
  runner,
);

describe("the suite finds", () => {
  const subjectOf = (deliver: (outbox: MailMessage[], message: MailMessage) => unknown): MailTransportSubject => {
    const outbox: MailMessage[] = [];
    const makeTransport = (): MailTransport => ({ send: async (message) => void (await deliver(outbox, message)), close: () => undefined });
    return { makeTransport, receivedBy: (address) => outbox.filter(({ to }) => to === address), makeBrokenTransport: makeTransport };
  };
  const failures = async (subject: MailTransportSubject): Promise<string[]> =>
    failuresOf((aside) => describeMailTransport("it", subject, aside));

  test("a transport that keeps silent about failure", async () => {
    expect(await failures(subjectOf((outbox, message) => outbox.push(message)))).toEqual([expect.stringContaining("rejects")]);
  });

  test("a transport that wraps lines", async () => {
    const wrap = (lines: string): string => lines.replace(/.{78}/g, "$&\n");
    const failed = await failures(subjectOf((outbox, message) => outbox.push({ ...message, text: wrap(message.text) })));
    expect(failed).toContainEqual(expect.stringContaining("a link"));
  });

  test("a transport that sends twice, or after it said so", async () => {
    expect(await failures(subjectOf((outbox, message) => outbox.push(message, message)))).toContainEqual(expect.stringContaining("a mail"));
    expect(await failures(subjectOf(() => undefined))).toContainEqual(expect.stringContaining("at once"));
  });
});

/** Reads what the console transport prints. */
function readPrinted(mail: string): ReceivedMail & { readonly to: string } {
  const [, to = "", subject = "", body = ""] = /^To: (.*)\nSubject: ([^]*?)\nDate: .*\n\n([^]*)\n-+\n$/m.exec(mail) ?? [];
  return { to, subject, text: body };
}

/** Reads as much of MIME as our own mails use. */
function readMime(content: string): ReceivedMail {
  const [head, rest] = splitAt(content, "\r\n\r\n");
  const boundary = /boundary="?([^"\r\n]+)"?/.exec(head)?.[1] ?? "";
  const textPart = rest.split(`--${boundary}`)[1] ?? "";
  const [partHead, body] = splitAt(textPart.trimStart(), "\r\n\r\n");
  const encoding = /content-transfer-encoding: *(\S+)/i.exec(partHead)?.[1]?.toLowerCase();
  const subject = /^subject: (.*(?:\r\n[ \t].*)*)/im.exec(head)?.[1] ?? "";
  return { subject: decodeWords(subject), text: decodeBody(body, encoding) };
}

function splitAt(whole: string, separator: string): [string, string] {
  const index = whole.indexOf(separator);
  return index < 0 ? [whole, ""] : [whole.slice(0, index), whole.slice(index + separator.length)];
}

function decodeBody(body: string, encoding = "7bit"): string {
  if (encoding === "base64") return Buffer.from(body, "base64").toString();
  return encoding === "quoted-printable" ? decodeQuoted(body.replaceAll("=\r\n", "")) : body;
}

function decodeQuoted(quoted: string): string {
  return decodeURIComponent(quoted.replaceAll("%", "%25").replace(/=([0-9A-F]{2})/g, "%$1"));
}

/** RFC 2047: `=?utf-8?Q?…?=`. */
function decodeWords(header: string): string {
  return header
    .replace(/\?=\r\n[ \t]+=\?/g, "?==?")
    .replace(/\r\n(?=[ \t])/g, "")
    .replace(/=\?utf-8\?([BQ])\?(.*?)\?=/gi, (_, kind: string, word: string) =>
      kind.toUpperCase() === "B" ? Buffer.from(word, "base64").toString() : decodeQuoted(word.replaceAll("_", " ")),
    );
}
