import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from "smtp-server";

/** A mail as it came over the wire. */
export interface ReceivedMail {
  /** The envelope. */
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and body as sent, with soft line breaks undone. */
  readonly content: string;
  readonly isEncrypted: boolean;
}

/** A real mail server for tests, on a free port of all addresses of this machine. */
export class MailSink {
  readonly mails: ReceivedMail[] = [];
  private readonly server: SMTPServer;

  constructor(options: SMTPServerOptions = {}) {
    this.server = new SMTPServer({
      authOptional: true,
      disableReverseLookup: true,
      logger: false,
      closeTimeout: 100,
      onData: (stream, session, done) => void this.take(stream, session).finally(done),
      ...options,
    });
    this.server.on("error", () => undefined);
  }

  /** @param port to come back on a port after a while; 0 takes a free one */
  async start(port = 0): Promise<this> {
    this.server.listen(port);
    await once(this.server.server, "listening");
    return this;
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async take(stream: Readable, { envelope, secure }: SMTPServerSession): Promise<void> {
    const content = (await text(stream)).replace(/=\r\n/g, "").replace(/=3D/g, "=");
    const { mailFrom, rcptTo } = envelope;
    const from = mailFrom === false ? "" : mailFrom.address;
    this.mails.push({ from, to: rcptTo.map(({ address }) => address), content, isEncrypted: secure });
  }
}
