import { sentence } from "../text/sentence.js";
import { text } from "../text/text.js";
import { Fault, InputRefused } from "../../react/api/fault.js";

/** What to tell somebody whose request failed; faults of the server's own come with the number to report. */
export function explain(fault: unknown): string {
  if (fault instanceof InputRefused) return fault.faults.map(({ message }) => sentence(message)).join(" ");
  if (!(fault instanceof Fault)) return text.faults.ownFault;
  const words = wordsOf(fault);
  return fault.reference === null ? words : `${words} ${text.faults.reference(fault.reference)}`;
}

function wordsOf({ kind, message, retryAfterSeconds }: Fault): string {
  switch (kind) {
    case "offline":
    case "unexpected":
      return text.faults[kind];
    case "rate-limited":
      return text.faults.tooMany(retryAfterSeconds);
    case "logged-out":
    case "forbidden":
    case "refused":
      return sentence(message);
  }
}
