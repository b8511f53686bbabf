import { describe, expect, test } from "@jest/globals";

import type { MailContent } from "./mail-content.js";
import { renderMail } from "./render-mail.js";

const link = `https://id.example.com/accounts/reset/${"t".repeat(90)}/?a=1&b=2`;
const content: MailContent = {
  to: "ada@example.com",
  siteName: 'The <b>"Shop" & Co</b>',
  subject: "Password reset\r\nBcc: everybody@example.com",
  preview: "A link <for> you.",
  paragraphs: [
    "Somebody asked to reset the password of your account. This sentence is long enough to be broken into lines.",
    { link, label: "Choose <one>" },
    "Your username: <script>alert(1)</script>",
  ],
  reason: "You receive this mail because of <you>.",
};
const mail = renderMail(content);

test("a subject has one line", () => {
  expect(mail.subject).toBe("Password reset Bcc: everybody@example.com");
});

describe("the text form", () => {
  test("has lines that every mail program can show", () => {
    const lines = mail.text.split("\n").filter((line) => line !== link);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(72);
    expect(mail.text).toMatch(/^Somebody asked.*\n.*into lines\.\n\n/);
  });

  test("has the link whole, alone on its line", () => {
    expect(mail.text.split("\n")).toContain(link);
  });

  test("ends with the site and the reason, marked as the end", () => {
    expect(mail.text.endsWith(`\n\n-- \n${content.siteName}\n${content.reason}\n`)).toBe(true);
  });
});

describe("the HTML form", () => {
  test("escapes everything that somebody chose", () => {
    expect(mail.html).not.toMatch(/<script|<b>|<one>|<for>|<you>/);
    expect(mail.html).toContain("The &lt;b&gt;&quot;Shop&quot; &amp; Co&lt;/b&gt;");
    expect(mail.html).toContain("Your username: &lt;script&gt;alert(1)&lt;/script&gt;");
  });

  test("has the link in a button, and once more to read", () => {
    const shown = link.replace("&", "&amp;");
    expect(mail.html.split(`href="${shown}"`)).toHaveLength(3);
    expect(mail.html).toContain(`>${shown}</a>`);
  });

  test("says its language and title, and that it can be dark", () => {
    expect(mail.html).toMatch(/^<!doctype html>\n<html lang="en" dir="ltr">/);
    expect(mail.html).toContain("<title>Password reset Bcc: everybody@example.com</title>");
    expect(mail.html).toContain('<meta name="color-scheme" content="light dark">');
  });

  test("loads nothing from anywhere", () => {
    expect(mail.html).not.toMatch(/<(img|link|script|iframe|object|video|audio|form)\b|url\(|@import|@font-face|\bsrc=|background="/i);
    const addresses = [...mail.html.matchAll(/https?:\/\/[^"<]+/g)].map(([address]) => address);
    expect(new Set(addresses)).toEqual(new Set([link.replace("&", "&amp;")]));
  });

  test("shows the preview only in lists of mails", () => {
    expect(mail.html).toMatch(/<div style="display:none[^"]*">A link &lt;for&gt; you\.<\/div>/);
  });

  test("stays below the size at which mail programs cut", () => {
    expect(Buffer.byteLength(mail.html)).toBeLessThan(20_000);
  });
});
