import { randomUUID } from "node:crypto";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { MailMessage, MailTransport } from "gatehouse-identity";

/**
 * Puts each mail as a file into a directory, from which another program of the company sends it. A file appears when it is whole.
 *
 * @param directory must exist; a mail that cannot be written is tried again by Gatehouse
 */
export function createSpoolMailTransport(directory: string): MailTransport {
  return {
    send: async (message: MailMessage) => {
      const file = join(directory, `${randomUUID()}.json`);
      await writeFile(`${file}.part`, JSON.stringify(message));
      await rename(`${file}.part`, file);
    },
    close: () => undefined,
  };
}
