import type { IncomingMessage } from "node:http";
import { HttpRefusal } from "./request-gate-refusal.js";

/** Default limit of a request body: 256 KiB, far above any honest GraphQL request. */
export const defaultBodyLimitBytes = 256 * 1024;

/**
 * Reads the whole body of a request, whether its length was declared or it comes in chunks.
 * Throws PAYLOAD_TOO_LARGE as soon as the limit is known to be passed (a declared length is refused unread) and
 * BAD_USER_INPUT when the client goes away half-way. How long reading may take is the HTTP server's `requestTimeout`.
 */
export async function readBody(req: IncomingMessage, limitBytes: number): Promise<Buffer> {
  if (Number(req.headers["content-length"] ?? 0) > limitBytes) throw tooLarge(limitBytes);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (outcome: () => void): void => {
      req.off("data", onData).off("end", onEnd).off("close", onCut).off("error", onCut);
      outcome();
    };
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      chunks.push(chunk);
      if (size > limitBytes) settle(() => reject(tooLarge(limitBytes)));
    };
    const onEnd = (): void => settle(() => resolve(Buffer.concat(chunks)));
    const onCut = (): void => settle(() => reject(new HttpRefusal("BAD_USER_INPUT", "The request ended before its body was complete.")));
    req.on("data", onData).on("end", onEnd).on("close", onCut).on("error", onCut);
  });
}

function tooLarge(limitBytes: number): HttpRefusal {
  return new HttpRefusal("PAYLOAD_TOO_LARGE", `The request body is larger than ${limitBytes} bytes.`);
}
