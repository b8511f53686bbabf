import { createReadStream } from "node:fs";

import { ImportSourceError } from "../imported-rows.js";

/**
 * The text of a file, piece by piece; a mark of byte order at its beginning is left out.
 *
 * @throws ImportSourceError when it cannot be read, or is not UTF-8
 */
export async function* readText(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const bytes of createReadStream(file) as AsyncIterable<Buffer>) yield decoder.decode(bytes, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw new ImportSourceError(`${file} is not in UTF-8`);
    throw new ImportSourceError(`${file} cannot be read: ${(error as Error).message}`);
  }
}
