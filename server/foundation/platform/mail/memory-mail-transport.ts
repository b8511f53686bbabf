import type { MailMessage, MailTransport } from "./mail-transport.js";

/** Keeps mails for tests to read. */
export class MemoryMailTransport implements MailTransport {
  readonly outbox: MailMessage[] = [];

  async send(message: MailMessage): Promise<void> {
    this.outbox.push(message);
  }

  close(): void {
    this.outbox.length = 0;
  }
}
