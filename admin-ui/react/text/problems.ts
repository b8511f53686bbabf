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

/** Puts a fault into words, beside the fields it is about. */
export function problemsOf(fault: unknown, texts: Texts): Problems {
  if (!(fault instanceof InputRefused)) return { fields: {}, form: [explain(fault, texts)] };
  const fields: Record<string, string[]> = {};
  const form: string[] = [];
  for (const found of fault.faults) {
    const field = found.path?.[1];
    if (field === undefined) form.push(wordsOf(found, texts));
    else (fields[field] ??= []).push(wordsOf(found, texts));
  }
  return { fields, form };
}

/** Why a request brought no answer. */
export function explain(fault: unknown, texts: Texts): string {
  if (fault instanceof InputRefused) return fault.faults.map((found) => wordsOf(found, texts)).join(" ");
  if (!(fault instanceof Fault)) return texts.requests.unexpected;
  switch (fault.kind) {
    case "offline":
      return texts.requests.offline;
    case "logged-out":
      return texts.requests.loggedOut;
    case "rate-limited":
      return texts.requests.tooMany(waitIn(fault.retryAfterSeconds, texts));
    case "unexpected":
      return [texts.requests.unexpected, ...(fault.reference === null ? [] : [texts.requests.reference(fault.reference)])].join(" ");
    case "forbidden":
    case "refused":
      return sentence(fault.message, texts);
  }
}

function wordsOf({ code, message, path, params }: InputFault, texts: Texts): string {
  const words = texts.faults[`${code} ${path?.[1] ?? ""}`] ?? texts.faults[code];
  return words?.((params ?? {}) as Readonly<Record<string, unknown>>) ?? sentence(message, texts);
}

/** What the server says, in the language of the catalogue. */
function sentence(message: string, { sentences }: Texts): string {
  return sentences[message] ?? message;
}

/** Rounded up: whoever comes back then is let in. */
function waitIn(seconds: number | null, { requests }: Texts): string {
  if (seconds === null) return requests.later;
  return seconds < 100 ? requests.inSeconds(Math.ceil(seconds)) : requests.inMinutes(Math.ceil(seconds / 60));
}
