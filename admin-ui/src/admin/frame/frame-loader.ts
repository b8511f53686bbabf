import type { ApolloClient } from "@apollo/client";
import { createContext, use } from "react";
import { redirect } from "react-router";

import { Fault } from "../../../react/api/fault.js";
import { type BulkChangeFieldsFragment, FrameDocument, ViewerDocument, type ViewerFieldsFragment } from "../../api/generated/graphql.js";
import { ask } from "../../../react/api/request.js";

/** Who is logged in, and what they may do. */
export interface Frame {
  readonly user: ViewerFieldsFragment["user"];
  readonly permissions: ReadonlySet<string>;
  /** The superuser who acts as `user`; null when nobody does. */
  readonly impersonator: ViewerFieldsFragment["impersonator"];
  /** The last changes of very many rows, of the user and perhaps of others. */
  readonly bulkChanges: readonly BulkChangeFieldsFragment[];
}

/** The page for superusers who act as somebody to whom the console is closed. */
export const impersonationAddress = "/impersonation/";

/** Reads who is logged in, whoever that is; null for nobody. */
export async function readViewer(client: ApolloClient): Promise<ViewerFieldsFragment | null> {
  return (await ask(client, ViewerDocument, {})).viewer ?? null;
}

/** Reads who of staff is logged in, with all that the frame shows; null for everybody else. */
export async function readFrame(client: ApolloClient): Promise<Frame | null> {
  // Others than staff are refused a part of the question.
  const answer = await ask(client, FrameDocument, {}).catch((fault: unknown) => {
    if (fault instanceof Fault && (fault.kind === "logged-out" || fault.kind === "forbidden")) return null;
    throw fault;
  });
  if (!answer?.viewer?.user.isStaff) return null;
  const { user, permissions, impersonator } = answer.viewer;
  return { user, permissions: new Set(permissions), impersonator, bulkChanges: answer.bulkChanges.nodes };
}

/** Sends others than staff to the log-in page, which leads back to where they wanted to go. */
export async function leadAway(client: ApolloClient, request: Request): Promise<never> {
  const viewer = await readViewer(client);
  throw redirect(viewer?.impersonator ? impersonationAddress : logInAddress(new URL(request.url)));
}

/** The log-in page that leads back to an address. */
export function logInAddress({ pathname, search }: Pick<URL, "pathname" | "search">): string {
  return `/login/?${new URLSearchParams({ next: pathname + search }).toString()}`;
}

/** The frame, for everything inside of it, and a way to read it again. */
export const FrameContext = createContext<{ readonly frame: Frame; readonly refresh: () => Promise<void> } | null>(null);

/** Who is logged in, for everything inside the frame. */
export function useFrame(): Frame {
  return useFrameContext().frame;
}

/** Reads the frame again, because rights have changed. Pages stay as they are. */
export function useFrameRefresh(): () => Promise<void> {
  return useFrameContext().refresh;
}

function useFrameContext(): NonNullable<React.ContextType<typeof FrameContext>> {
  const context = use(FrameContext);
  if (!context) throw new Error("This is used inside of the frame only.");
  return context;
}
