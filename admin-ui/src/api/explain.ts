import type { InputFault } from "../../react/api/fault.js";
import * as problems from "../../react/text/problems.js";
import { text } from "../text/text.js";

// The functions of the library with the words of the console.
const words: problems.FaultWords = { ...text, faults: text.inputFaults };

/** What to tell somebody whose request failed; faults of the server's own come with the number to report. */
export const explain = (fault: unknown): string => problems.explain(fault, words);

/** A fault beside its field, in the words of the catalogue; in those of the server where it knows none. */
export const explainInputFault = (fault: InputFault): string => problems.explainInputFault(fault, words);

/** What the server says, in the language of the catalogue. */
export const sentence = (message: string): string => problems.sentence(message, words);
