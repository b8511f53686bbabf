/** Texts that have broken other servers: none of them may ever lead to a 5xx. */
export const hostile = {
  nul: "a\0b",
  highSurrogate: "a\ud800",
  lowSurrogate: "\udc00a",
  zeroWidth: "a\u200bb",
  bidi: "a\u202eb",
  lineBreak: "a\r\nBcc: b@example.com",
} as const;

/** Longer than any text of the API may be. */
export const absurd = "a".repeat(100_001);
