import { toFault } from "../api/request.js";
import { type AuthConfig, useGatehouse, type Viewer } from "../provider/gatehouse-context.js";
import { explain } from "../text/problems.js";

/** Who is logged in, as far as that is known. */
export interface KnownViewer {
  /** Null when nobody is logged in, undefined while that is not known. */
  readonly viewer: Viewer | null | undefined;
  /** Why it could not be read; null when it could, or is being read. */
  readonly problem: string | null;
  readonly retry: () => void;
}

/** Who is logged in in this browser. Other tabs count: a log-out there is noticed here. */
export function useViewer(): KnownViewer {
  const { viewer, fault, reread, texts } = useGatehouse();
  return { viewer, problem: fault ? explain(toFault(fault), texts) : null, retry: () => void reread() };
}

/** What the server allows, and what it is called; undefined while that is not known. */
export function useAuthConfig(): AuthConfig | undefined {
  return useGatehouse().config;
}
