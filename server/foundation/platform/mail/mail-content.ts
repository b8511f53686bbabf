/** A link as a button, and as an address for people whose mail program shows no buttons. */
export interface MailLink {
  readonly link: string;
  /** What the button says. */
  readonly label: string;
}

/** What a mail says, in plain text; both forms are made of it. */
export interface MailContent {
  readonly to: string;
  /** Stands at the head and at the end. */
  readonly siteName: string;
  readonly subject: string;
  /** What a list of mails shows after the subject. */
  readonly preview: string;
  readonly paragraphs: readonly (string | MailLink)[];
  /** Why this person gets the mail; the last thing in it. */
  readonly reason: string;
}
