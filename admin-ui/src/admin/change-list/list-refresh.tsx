import { type ReactNode, useEffect, useState } from "react";
import { useRevalidator } from "react-router";

import { text } from "../../text/text.js";

/** Reads the list again every few seconds while somebody looks at it, until they pause it. */
export function ListRefresh({ seconds }: { seconds: number }): ReactNode {
  const [isPaused, setPaused] = useState(false);
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (isPaused || state !== "idle") return undefined;
    const timer = setTimeout(() => {
      if (document.visibilityState === "visible") void revalidate();
    }, seconds * 1000);
    return () => clearTimeout(timer);
  }, [isPaused, state, seconds, revalidate]);
  return (
    <p className="list-refresh">
      <button type="button" onClick={() => setPaused(!isPaused)}>
        {isPaused ? text.list.resume : text.list.pause}
      </button>{" "}
      <span className="quiet">{isPaused ? text.list.isPaused : text.list.refreshes(seconds)}</span>
    </p>
  );
}
