import type { MailMessage, MailTransport } from "./mail-transport.js";

const rule = "-".repeat(79);

/**
 * Prints mails instead of sending them, for development, as Django's console backend does. Only the text form is shown, and
 * no line is wrapped, so that links can be copied.
 */
export function createConsoleMailTransport(from: string, print: (text: string) => void): MailTransport {
  return {
    send: async ({ to, subject, text }: MailMessage) => {
      print(`From: ${from}\nTo: ${to}\nSubject: ${subject}\nDate: ${new Date().toUTCString()}\n\n${text}\n${rule}\n`);
    },
    close: () => undefined,
  };
}
