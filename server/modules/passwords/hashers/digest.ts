import { timingSafeEqual } from "node:crypto";

/**
 * Bytes of a base64 text in the standard alphabet. Undefined for anything that is not exactly what an encoder writes.
 *
 * @param padding whether the text is filled up with `=`
 */
export function decodeBase64(text: string, { padding }: { padding: boolean }): Buffer | undefined {
  const bytes = Buffer.from(text, "base64");
  const canonical = bytes.toString("base64");
  return text === (padding ? canonical : canonical.replace(/=+$/, "")) ? bytes : undefined;
}

/** Whether two digests are the same, in a time that tells nothing of where they differ. An empty one is never the same. */
export function isSameDigest(computed: Buffer, stored: Buffer): boolean {
  return computed.length > 0 && computed.length === stored.length && timingSafeEqual(computed, stored);
}
