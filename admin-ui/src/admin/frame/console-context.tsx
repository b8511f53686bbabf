import type { ApolloClient } from "@apollo/client";
import { createContext, type ReactNode, use } from "react";
import { Outlet } from "react-router";

import type { AdminSite } from "../site.js";

/** What every page needs. */
export interface Console {
  readonly client: ApolloClient;
  readonly site: AdminSite;
}

const Context = createContext<Console | null>(null);

/** Gives its pages the console they belong to. */
export function ConsoleContext({ value }: { value: Console }): ReactNode {
  return (
    <Context value={value}>
      <Outlet />
    </Context>
  );
}

/** The console that a page belongs to. */
export function useConsole(): Console {
  const value = use(Context);
  if (!value) throw new Error("This is used inside of ConsoleContext only.");
  return value;
}
