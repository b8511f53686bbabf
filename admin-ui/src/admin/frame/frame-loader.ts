import type { ApolloClient } from "@apollo/client";
import { redirect, useRouteLoaderData } from "react-router";

import { Fault } from "../../api/fault.js";
import { type BulkChangeFieldsFragment, FrameDocument, type FrameQuery } from "../../api/generated/graphql.js";
import { ask } from "../../api/request.js";

/** Id of the route that loads the frame. */
export const frameId = "frame";

/** Who is logged in, and what they may do. */
export interface Frame {
  readonly user: NonNullable<FrameQuery["viewer"]>["user"];
  readonly permissions: ReadonlySet<string>;
  /** The last changes of very many rows, of the user and perhaps of others. */
  readonly bulkChanges: readonly BulkChangeFieldsFragment[];
}

/** Reads who is logged in; sends others than staff to the log-in page, which leads back to where they wanted to go. */
export async function loadFrame(client: ApolloClient, request: Request): Promise<Frame> {
  const answer = await askWhoIsThere(client);
  if (!answer?.viewer?.user.isStaff) throw redirect(logInAddress(new URL(request.url)));
  const { viewer, bulkChanges } = answer;
  return { user: viewer.user, permissions: new Set(viewer.permissions), bulkChanges: bulkChanges.nodes };
}

/** Who is logged in, staff or not, with what belongs to them; null when nobody is: then the question is refused. */
export async function askWhoIsThere(client: ApolloClient): Promise<FrameQuery | null> {
  return ask(client, FrameDocument, {}).catch((fault: unknown) => {
    if (fault instanceof Fault && fault.kind === "logged-out") return null;
    throw fault;
  });
}

/** The log-in page that leads back to an address. */
export function logInAddress({ pathname, search }: Pick<URL, "pathname" | "search">): string {
  return `/login/?${new URLSearchParams({ next: pathname + search }).toString()}`;
}

/** Who is logged in, for everything inside the frame. */
export function useFrame(): Frame {
  const frame = useRouteLoaderData<Frame>(frameId);
  if (!frame) throw new Error("This is used inside of the frame only.");
  return frame;
}
