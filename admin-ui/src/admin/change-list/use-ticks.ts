import { useState } from "react";
import { useLocation } from "react-router";

import { noTicks, type Ticks } from "./ticks.js";

/**
 * The ticks of the list at this place of the browser's history. They are gone on another page or with other filters, and are there
 * again when somebody comes back with the browser's button.
 */
export function useTicks(): readonly [Ticks, (ticks: Ticks) => void] {
  const { key } = useLocation();
  const [state, setState] = useState({ key, ticks: read(key) });
  const current = state.key === key ? state.ticks : read(key);
  if (state.key !== key) setState({ key, ticks: current });
  const set = (ticks: Ticks): void => {
    keep(key, ticks);
    setState({ key, ticks });
  };
  return [current, set];
}

const prefix = "gatehouse.ticks.";

// The first place of every visit has the same key: who types an address is not somebody who comes back.
const [visit] = performance.getEntriesByType("navigation");
if (visit instanceof PerformanceNavigationTiming && visit.type === "navigate") sessionStorage.removeItem(`${prefix}default`);

function read(key: string): Ticks {
  const kept = sessionStorage.getItem(prefix + key);
  if (kept === null) return noTicks;
  const { ids, across } = JSON.parse(kept) as { ids: string[]; across: number | null };
  return { ...noTicks, ids: new Set(ids), across };
}

function keep(key: string, { ids, across }: Ticks): void {
  if (ids.size === 0) sessionStorage.removeItem(prefix + key);
  else sessionStorage.setItem(prefix + key, JSON.stringify({ ids: [...ids], across }));
}
