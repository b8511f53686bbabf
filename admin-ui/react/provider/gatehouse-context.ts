import type { ApolloClient } from "@apollo/client";
import { createContext, use } from "react";

import type { AccountQuery } from "../api/generated/graphql.js";
import type { Texts } from "../text/texts.js";

/** Who is logged in. */
export type Viewer = NonNullable<AccountQuery["viewer"]>;

/** What the server allows, and what it is called. */
export type AuthConfig = AccountQuery["authConfig"];

/** What all parts of the library share. */
export interface Gatehouse {
  readonly client: ApolloClient;
  readonly texts: Texts;
  /** Null when nobody is logged in, undefined while that is not known. */
  readonly viewer: Viewer | null | undefined;
  /** Undefined while it is not known. */
  readonly config: AuthConfig | undefined;
  /** Why neither is known; null when all is well, or being read. */
  readonly fault: Error | null;
  /** Reads both again. */
  readonly reread: () => Promise<void>;
  /** Forgets all that was read for somebody else, here and in the other tabs, and reads it again. */
  readonly sessionChanged: () => Promise<void>;
}

/** Given by `GatehouseProvider`. */
export const GatehouseContext = createContext<Gatehouse | null>(null);

/** What all parts of the library share. */
export function useGatehouse(): Gatehouse {
  const gatehouse = use(GatehouseContext);
  if (!gatehouse) throw new Error("Put a <GatehouseProvider> around the parts of gatehouse-identity/react.");
  return gatehouse;
}
