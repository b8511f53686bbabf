import type { ApolloClient } from "@apollo/client";
import { useCallback, useEffect, useRef, useState } from "react";

import { explain } from "../api/explain.js";
import { useConsole } from "./frame/console-context.js";

/** Something that a part of a page reads when it is shown. */
export interface Loaded<Data> {
  /** Undefined until it is there. */
  readonly data: Data | undefined;
  /** Why it could not be read; null when it could, or is still being read. */
  readonly fault: string | null;
  readonly retry: () => void;
}

/**
 * Reads something for a part of a page; pages themselves have loaders.
 *
 * @param load the same function as long as the same is wanted
 */
export function useLoaded<Data>(load: (client: ApolloClient) => Promise<Data>): Loaded<Data> {
  const { client } = useConsole();
  const [state, setState] = useState<Pick<Loaded<Data>, "data" | "fault">>({ data: undefined, fault: null });
  const latest = useRef(0);
  const read = useCallback(() => {
    const number = ++latest.current;
    const isLatest = (): boolean => number === latest.current;
    load(client).then(
      (data) => isLatest() && setState({ data, fault: null }),
      (error: unknown) => isLatest() && setState({ data: undefined, fault: explain(error) }),
    );
  }, [client, load]);
  useEffect(read, [read]);
  return { ...state, retry: read };
}
