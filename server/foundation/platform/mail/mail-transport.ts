/** A mail to one person, in both forms. */
export interface MailMessage {
  /** One address, already validated; it is never a list. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Hands mails to the world. */
export interface MailTransport {
  /** Resolves once the mail is in somebody else's hands; rejects when it has to be tried again. */
  send(message: MailMessage): Promise<void>;
  close(): void;
}
