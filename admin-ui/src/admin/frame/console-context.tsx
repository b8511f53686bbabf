import { createContext, type ReactNode, use } from "react";
import { Outlet } from "react-router";

import type { ConsoleSources } from "./frame-source.js";

const Context = createContext<ConsoleSources | null>(null);

/** Gives its pages the console they belong to. */
export function ConsoleContext({ value }: { value: ConsoleSources }): ReactNode {
  return (
    <Context value={value}>
      <Outlet />
    </Context>
  );
}

/** The console that a page belongs to. */
export function useConsole(): ConsoleSources {
  const value = use(Context);
  if (!value) throw new Error("This is used inside of ConsoleContext only.");
  return value;
}
