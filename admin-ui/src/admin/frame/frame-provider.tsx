import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useLoaderData } from "react-router";

import { useConsole } from "./console-context.js";
import { type Frame, FrameContext } from "./frame-loader.js";

/** Who comes back to a window after this time may have other rights by now. */
const freshMilliseconds = 5 * 60_000;

/** Keeps the frame, and keeps it fresh. Only the frame: what a page has loaded and somebody edits stays as it is. */
export function FrameProvider({ children }: { children: ReactNode }): ReactNode {
  const { frames } = useConsole();
  const loaded = useLoaderData<Frame>();
  const [newer, setNewer] = useState<{ readonly than: Frame; readonly frame: Frame } | null>(null);
  const refresh = useCallback(async () => {
    // Without an answer, or without a session, the next request of the page itself will tell.
    const frame = await frames.refresh().catch(() => null);
    if (frame?.user.id === loaded.user.id) setNewer({ than: loaded, frame });
  }, [frames, loaded]);
  useReturns(refresh);
  const frame = newer?.than === loaded ? newer.frame : loaded;
  const value = useMemo(() => ({ frame, refresh }), [frame, refresh]);
  return <FrameContext value={value}>{children}</FrameContext>;
}

/** Calls when somebody comes back to the window after a while. */
function useReturns(call: () => Promise<void>): void {
  const last = useRef(0);
  useEffect(() => {
    last.current = Date.now();
    const hear = (): void => {
      if (Date.now() - last.current < freshMilliseconds) return;
      last.current = Date.now();
      void call();
    };
    addEventListener("focus", hear);
    return () => removeEventListener("focus", hear);
  }, [call]);
}
