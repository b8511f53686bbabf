import type { MailContent, MailLink } from "./mail-content.js";

/**
 * Mail programs are not browsers: Outlook lays out with Word's engine, Gmail drops style sheets where it likes. So: tables,
 * every style inline, and nothing but the dark colours in a style sheet. No picture and no font is loaded from anywhere, which
 * would tell the sender who reads the mail, and when.
 */
const font = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const bodyText = `margin:0 0 16px;${font};font-size:16px;line-height:24px;color:#1f2933`;
const smallText = `margin:0 0 8px;${font};font-size:13px;line-height:20px;color:#52606d`;

const darkStyles = {
  page: "background: #121212 !important;",
  card: "background: #1e1e1e !important; border-color: #3a3a3a !important;",
  text: "color: #eeeeee !important;",
  small: "color: #b4bcc4 !important;",
  link: "color: #81d4fa !important;",
};

/** Asked as browsers ask; `[data-ogsc]` is how Outlook's web mail marks dark mode. */
const styleSheet = `:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
${darkRules("")}
}
${darkRules("[data-ogsc] ")}`;

function darkRules(prefix: string): string {
  return Object.entries(darkStyles)
    .map(([name, style]) => `${prefix}.${name} { ${style} }`)
    .join("\n");
}

/** The HTML form of a mail, in English. All text is escaped. */
export function mailLayout({ siteName, subject, preview, paragraphs, reason }: Omit<MailContent, "to">): string {
  const site = escapeHtml(siteName);
  const blocks = paragraphs.map((paragraph) => (typeof paragraph === "string" ? textBlock(paragraph) : linkBlock(paragraph)));
  return `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="x-apple-disable-message-reformatting">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>${escapeHtml(subject)}</title>
<style>
${styleSheet}
</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f3f5f7">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${escapeHtml(preview)}</div>
<table class="page" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f3f5f7">
<tr><td align="center" style="padding:32px 16px">
<!--[if mso]><table role="presentation" width="560" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px">
<tr><td class="text" style="padding:0 8px 16px;${font};font-size:20px;line-height:28px;font-weight:600;color:#1f2933">${site}</td></tr>
<tr><td class="card" style="padding:32px 32px 16px;background:#ffffff;border:1px solid #dde2e7;border-radius:8px">
${blocks.join("\n")}
</td></tr>
<tr><td style="padding:16px 8px 0"><p class="small" style="${smallText}">${escapeHtml(reason)}</p></td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr>
</table>
</body>
</html>
`;
}

function textBlock(text: string): string {
  return `<p class="text" style="${bodyText}">${escapeHtml(text)}</p>`;
}

/** The cell has the colour and the padding for Word, the link for everybody else; so all of the button can be pressed. */
function linkBlock({ link, label }: MailLink): string {
  const href = escapeHtml(link);
  const button = `display:inline-block;padding:12px 24px;border-radius:6px;${font};font-size:16px;line-height:24px;font-weight:600;color:#ffffff;text-decoration:none`;
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 24px">
<tr><td bgcolor="#205067" style="border-radius:6px;background:#205067;mso-padding-alt:12px 24px"><a href="${href}" style="${button}">${escapeHtml(label)}</a></td></tr>
</table>
<p class="small" style="${smallText}">If the button does not work, open this address in your browser:</p>
<p class="small" style="${smallText};margin-bottom:24px;word-break:break-all"><a class="link" href="${href}" style="color:#205067">${href}</a></p>`;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
}
