import { text } from "../text/text.js";
import { Fault, InputRefused } from "./fault.js";

/** What to tell somebody whose request failed; faults of the server's own come with the number to report. */
export function explain(fault: unknown): string {
  if (fault instanceof InputRefused) return fault.message;
  if (!(fault instanceof Fault)) return text.faults.ownFault;
  return fault.reference === null ? fault.message : `${fault.message} ${text.faults.reference(fault.reference)}`;
}
