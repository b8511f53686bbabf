import DataLoader from "dataloader";

import { RequestError } from "../kernel/request-error.js";
import type { RequestSource } from "../kernel/request-source.js";
import type { AccessSubject } from "./access.js";

/** Reads many things by their keys at once; gives them in the order of the keys. */
export type BatchRead<Key, Value> = (keys: readonly Key[]) => Promise<readonly Value[]>;

/** Something that somebody who is logged in tried and may not do. */
export interface Refusal {
  /** Name of the root field. */
  readonly operation: string;
  /** Why it was refused. */
  readonly codes: readonly string[];
  /** Ids of the API that the input names; whatever the caller sent. */
  readonly ids: readonly string[];
  readonly source: RequestSource;
}

/** What resolvers know of the request they serve. */
export interface RequestContext extends AccessSubject {
  readonly source: RequestSource;
  /** Key of the user whose session the request carries; null for anonymous requests. */
  readonly userId: string | null;
  /** The loaders of this request; use {@link loaderOf}. */
  readonly loaders: Map<unknown, unknown>;
  /** The resolver objects of the system that serves the request, by class. */
  readonly resolvers: ReadonlyMap<unknown, object>;
  /** Notes in the log that the caller tried what they may not do. */
  noteRefusal(refusal: Refusal): Promise<void>;
}

/** The loader of a batch read for this request, which gathers the reads of one tick into one. Never shared between requests. */
export function loaderOf<Key, Value>(context: RequestContext, read: BatchRead<Key, Value>): DataLoader<Key, Value> {
  const known = context.loaders.get(read) as DataLoader<Key, Value> | undefined;
  if (known) return known;
  const loader = new DataLoader<Key, Value>(read, { maxBatchSize: 1000 });
  context.loaders.set(read, loader);
  return loader;
}

/**
 * Key of the logged-in user, for fields that require log-in.
 *
 * @throws RequestError `UNAUTHENTICATED`
 */
export function requireUserId(context: RequestContext): string {
  if (context.userId === null) throw new RequestError("UNAUTHENTICATED", "Log in first.");
  return context.userId;
}
