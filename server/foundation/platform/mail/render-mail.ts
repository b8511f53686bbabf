import type { MailContent } from "./mail-content.js";
import { mailLayout } from "./mail-layout.js";
import type { MailMessage } from "./mail-transport.js";
import { wrapText } from "./wrap-text.js";

/** Makes both forms of a mail. Whatever a person typed is escaped; a subject never gets a second line. */
export function renderMail(content: MailContent): MailMessage {
  const subject = content.subject.replace(/\s+/g, " ");
  return { to: content.to, subject, text: textOf(content), html: mailLayout({ ...content, subject }) };
}

/** Two hyphens and a blank tell mail programs that the rest is no part of the message (RFC 3676, 4.3). */
const endOfMessage = "-- ";

function textOf({ siteName, paragraphs, reason }: MailContent): string {
  // A link is never wrapped: half a link leads nowhere.
  const blocks = paragraphs.map((paragraph) => (typeof paragraph === "string" ? wrapText(paragraph) : paragraph.link));
  return `${blocks.join("\n\n")}\n\n${endOfMessage}\n${wrapText(siteName)}\n${wrapText(reason)}\n`;
}
