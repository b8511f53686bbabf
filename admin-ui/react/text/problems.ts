import { Fault, type InputFault, InputRefused } from "../api/fault.js";
import type { Texts } from "./texts.js";

/** What is wrong, in words for a form. */
export interface Problems {
  /** By name of the input's field. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  /** What concerns no single field. */
  readonly form: readonly string[];
}

/** Nothing is wrong. */
export const noProblems: Problems = { fields: {}, form: [] };

/** The words that faults are told in: part of a catalogue. */
export type FaultWords = Pick<Texts, "faults" | "requests" | "sentences">;

/** Puts a fault into words, beside the fields it is about. */
export function problemsOf(fault: unknown, words: FaultWords): Problems {
  if (!(fault instanceof InputRefused)) return { fields: {}, form: [explain(fault, words)] };
  const fields: Record<string, string[]> = {};
  const form: string[] = [];
  for (const found of fault.faults) {
    const field = found.path?.[1];
    if (field === undefined) form.push(explainInputFault(found, words));
    else (fields[field] ??= []).push(explainInputFault(found, words));
  }
  return { fields, form };
}

/** What to tell somebody whose request failed; faults of the server's own come with the number to report. */
export function explain(fault: unknown, words: FaultWords): string {
  if (fault instanceof InputRefused) return fault.faults.map(({ message }) => sentence(message, words)).join(" ");
  const { requests } = words;
  if (!(fault instanceof Fault)) return requests.broken;
  switch (fault.kind) {
    case "offline":
      return requests.offline;
    case "logged-out":
      return requests.loggedOut;
    case "rate-limited":
      return requests.tooMany(waitIn(fault.retryAfterSeconds, words));
    case "unexpected":
      return [requests.unexpected, ...(fault.reference === null ? [] : [requests.reference(fault.reference)])].join(" ");
    case "forbidden":
    case "refused":
      return sentence(fault.message, words);
  }
}

/** A fault beside its field, in the words of the catalogue; in those of the server where it knows none. */
export function explainInputFault({ code, message, path, params }: InputFault, words: FaultWords): string {
  const tell = words.faults[`${code} ${path?.[1] ?? ""}`] ?? words.faults[code];
  return tell?.((params ?? {}) as Readonly<Record<string, unknown>>) ?? sentence(message, words);
}

/** What the server says, in the language of the catalogue. */
export function sentence(message: string, { sentences }: FaultWords): string {
  return sentences[message] ?? message;
}

/** Rounded up: whoever comes back then is let in. */
function waitIn(seconds: number | null, { requests }: FaultWords): string {
  if (seconds === null) return requests.later;
  return seconds < 100 ? requests.inSeconds(Math.ceil(seconds)) : requests.inMinutes(Math.ceil(seconds / 60));
}
