import type { InputFault } from "../../../react/api/fault.js";
import { sentence } from "../../text/sentence.js";
import { text } from "../../text/text.js";

/** A fault in the words of the catalogue, which may know better ones for a field; those of the server where it knows none. */
export function explainFault({ code, message, path, params }: InputFault): string {
  const field = path?.[1] ?? "";
  const words = text.inputFaults[`${code} ${field}`] ?? text.inputFaults[code];
  return words?.((params ?? {}) as Readonly<Record<string, unknown>>) ?? sentence(message);
}
