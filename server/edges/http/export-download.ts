import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import type { ExportFile } from "../../modules/exports/list-exports.service.js";

/** Sends a file as it is written, as fast as the client takes it. A client that goes away ends the writing. */
export async function sendExport(res: ServerResponse, { name, mediaType, pieces }: ExportFile): Promise<void> {
  res.writeHead(200, {
    "Content-Type": mediaType,
    "Content-Disposition": `attachment; filename="${name}"`,
    "Cache-Control": "no-store",
    Vary: "Cookie, Authorization",
  });
  try {
    await pipeline(Readable.from(pieces), res);
  } catch (error) {
    if (!hasGone(error)) throw error;
  }
}

function hasGone(error: unknown): boolean {
  return (error as { readonly code?: unknown } | null)?.code === "ERR_STREAM_PREMATURE_CLOSE";
}
