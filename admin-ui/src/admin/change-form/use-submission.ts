import { useRef, useState } from "react";

import { Fault, InputRefused } from "../../../react/api/fault.js";
import { text } from "../../text/text.js";

/** A try to save something, which may have to be repeated. */
export interface Submission {
  readonly isBusy: boolean;
  /** Why the last try brought no answer; null when it brought one. */
  readonly fault: Fault | null;
  /** Whether the session is over; whoever logs in again goes on with `retry`. */
  readonly needsLogIn: boolean;
  /** Does some work; when that fails for want of server or session, it is kept for `retry`. */
  readonly submit: (work: () => Promise<void>) => Promise<void>;
  readonly retry: () => Promise<void>;
  /** Gives the retry up, with or without a reason to show. */
  readonly giveUp: (reason: Fault | null) => void;
}

interface State {
  readonly isBusy: boolean;
  readonly fault: Fault | null;
  readonly needsLogIn: boolean;
}

const idle: State = { isBusy: false, fault: null, needsLogIn: false };

/**
 * Saves in spite of lost sessions and lost networks: nothing that was typed goes away.
 *
 * @param onRefused takes what the server finds wrong with the input
 */
export function useSubmission(onRefused: (refused: InputRefused) => void | Promise<void>): Submission {
  const [state, setState] = useState(idle);
  const last = useRef<() => Promise<void>>(async () => {});
  const submit = async (work: () => Promise<void>): Promise<void> => {
    last.current = work;
    setState({ ...idle, isBusy: true });
    try {
      await work().catch(async (error: unknown) => (error instanceof InputRefused ? onRefused(error) : Promise.reject(error as Error)));
      setState(idle);
    } catch (error) {
      setState(stateAfter(error));
    }
  };
  return { ...state, submit, retry: async () => submit(last.current), giveUp: (fault) => setState({ ...idle, fault }) };
}

function stateAfter(error: unknown): State {
  if (!(error instanceof Fault)) {
    // A mistake of this program: the browser's console tells developers where.
    reportError(error);
    return { ...idle, fault: new Fault("unexpected", text.faults.unexpected) };
  }
  return error.kind === "logged-out" ? { ...idle, needsLogIn: true } : { ...idle, fault: error };
}
