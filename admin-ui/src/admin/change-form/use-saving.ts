import { useRef, useState } from "react";

import { Fault, InputRefused } from "../../../react/api/fault.js";

/** A try to save something, which may have to be repeated. */
export interface Saving {
  readonly isBusy: boolean;
  /** Why the last try brought no answer; null when it brought one. */
  readonly fault: Error | null;
  /** Whether the session is over; whoever logs in again goes on with `retry`. */
  readonly needsLogIn: boolean;
  /** Does some work; when that fails for want of server or session, it is kept for `retry`. */
  readonly run: (work: () => Promise<void>) => Promise<void>;
  readonly retry: () => Promise<void>;
  /** Gives the retry up, with or without a reason to show. */
  readonly giveUp: (reason: Fault | null) => void;
}

interface State {
  readonly isBusy: boolean;
  readonly fault: Error | null;
  readonly needsLogIn: boolean;
}

const idle: State = { isBusy: false, fault: null, needsLogIn: false };

/**
 * Saves in spite of lost sessions and lost networks: nothing that was typed goes away.
 *
 * @param onRefused takes what the server finds wrong with the input
 */
export function useSaving(onRefused: (refused: InputRefused) => void | Promise<void>): Saving {
  const [state, setState] = useState(idle);
  const last = useRef<() => Promise<void>>(async () => {});
  const run = async (work: () => Promise<void>): Promise<void> => {
    last.current = work;
    setState({ ...idle, isBusy: true });
    try {
      await work().catch(async (error: unknown) => (error instanceof InputRefused ? onRefused(error) : Promise.reject(error as Error)));
      setState(idle);
    } catch (error) {
      setState(stateAfter(error as Error));
    }
  };
  return { ...state, run, retry: async () => run(last.current), giveUp: (fault) => setState({ ...idle, fault }) };
}

function stateAfter(error: Error): State {
  if (error instanceof Fault && error.kind === "logged-out") return { ...idle, needsLogIn: true };
  // A mistake of this program: the browser's console tells developers where.
  if (!(error instanceof Fault)) reportError(error);
  return { ...idle, fault: error };
}
