import type { MailMessage } from "./mail-transport.js";

/** What a mail says; paragraphs are plain text, a link stands on a line of its own. */
export interface MailContent {
  readonly to: string;
  readonly subject: string;
  readonly paragraphs: readonly (string | { readonly link: string; readonly label: string })[];
}

/** Makes both forms of a mail. Whatever a person typed is escaped; a subject never gets a second line. */
export function renderMail({ to, subject, paragraphs }: MailContent): MailMessage {
  const text = paragraphs.map((paragraph) => (typeof paragraph === "string" ? paragraph : paragraph.link)).join("\n\n");
  const html = paragraphs
    .map((paragraph) =>
      typeof paragraph === "string"
        ? `<p>${escapeHtml(paragraph)}</p>`
        : `<p><a href="${escapeHtml(paragraph.link)}">${escapeHtml(paragraph.label)}</a></p>`,
    )
    .join("\n");
  return { to, subject: subject.replace(/\s+/g, " "), text: `${text}\n`, html: `<!doctype html>\n<meta charset="utf-8">\n${html}\n` };
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
}
