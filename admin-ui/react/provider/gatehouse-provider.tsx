import type { ApolloClient } from "@apollo/client";
import { useApolloClient, useQuery } from "@apollo/client/react";
import { type ReactNode, type RefObject, useEffect, useMemo, useRef } from "react";

import { AccountDocument } from "../api/generated/graphql.js";
import { type PartialTexts, textsWith } from "../text/texts.js";
import { type Gatehouse, GatehouseContext } from "./gatehouse-context.js";

interface GatehouseProviderProps {
  /** Words that replace the library's; the same object at every rendering. */
  readonly texts?: PartialTexts;
  readonly children: ReactNode;
}

const noTexts: PartialTexts = {};

/**
 * Stands around everything of this library, and inside an `ApolloProvider` whose client sends cookies to a Gatehouse server. Reads who is
 * logged in, and again whenever somebody logs in or out, in other tabs as well: then the client's store is reset, so that all that the
 * app shows is read again for the new viewer.
 */
export function GatehouseProvider({ texts = noTexts, children }: GatehouseProviderProps): ReactNode {
  const client = useApolloClient();
  const otherTabs = useOtherTabs(client);
  // Not in the app's cache, where a viewer that the app asks for itself would compete with this one.
  const { data, previousData, error, refetch } = useQuery(AccountDocument, { fetchPolicy: "no-cache" });
  const words = useMemo(() => textsWith(texts), [texts]);
  const gatehouse: Gatehouse = {
    client,
    texts: words,
    viewer: error ? undefined : (data ?? previousData)?.viewer,
    config: (data ?? previousData)?.authConfig,
    fault: error ?? null,
    reread: async () => void (await refetch().catch(() => undefined)),
    sessionChanged: async () => {
      otherTabs.current?.postMessage("changed");
      await forget(client);
    },
  };
  return <GatehouseContext value={gatehouse}>{children}</GatehouseContext>;
}

/** Forgets all that was read for the viewer before when another tab logs in or out. */
function useOtherTabs(client: ApolloClient): RefObject<BroadcastChannel | null> {
  const channel = useRef<BroadcastChannel>(null);
  useEffect(() => {
    const opened = new BroadcastChannel("gatehouse.session");
    opened.addEventListener("message", () => void forget(client));
    channel.current = opened;
    return () => opened.close();
  }, [client]);
  return channel;
}

/** Queries that fail now show their faults where they are used. */
async function forget(client: ApolloClient): Promise<void> {
  await client.resetStore().catch(() => undefined);
}
