import { useRef, useState } from "react";

import { Fault, InputRefused } from "../api/fault.js";
import { useGatehouse } from "../provider/gatehouse-context.js";
import { noProblems, type Problems, problemsOf } from "../text/problems.js";

/** A form's way to the server. */
export interface Submission<Input> {
  /**
   * Sends the input; while an earlier one is on its way nothing is sent.
   *
   * @returns what is wrong; null when all was done, or nothing was sent
   */
  readonly submit: (input: Input) => Promise<Problems | null>;
  readonly isBusy: boolean;
  /** What was wrong with the last one. */
  readonly problems: Problems;
}

/**
 * Sends something once at a time, and puts into words what is wrong with it.
 *
 * @param send does all the work, and throws what went wrong
 */
export function useSubmission<Input>(send: (input: Input) => Promise<void>): Submission<Input> {
  const { texts, reread } = useGatehouse();
  const isSending = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const submit = async (input: Input): Promise<Problems | null> => {
    if (isSending.current) return null;
    isSending.current = true;
    setBusy(true);
    try {
      await send(input);
      setFault(null);
      return null;
    } catch (error) {
      setFault(error);
      // Whoever shows this form learns that nobody is logged in any more.
      if (error instanceof Fault && error.kind === "logged-out") await reread();
      // A mistake of a program: the browser's console tells developers where.
      if (!(error instanceof Fault || error instanceof InputRefused)) reportError(error);
      return problemsOf(error, texts);
    } finally {
      isSending.current = false;
      setBusy(false);
    }
  };
  return { submit, isBusy, problems: fault === null ? noProblems : problemsOf(fault, texts) };
}
