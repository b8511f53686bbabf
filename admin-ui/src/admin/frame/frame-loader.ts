import type { ApolloClient } from "@apollo/client";
import { createContext, use } from "react";
import { redirect } from "react-router";

import { FrameDocument, type FrameQuery } from "../../api/generated/graphql.js";
import { ask } from "../../api/request.js";

type Viewer = NonNullable<FrameQuery["viewer"]>;

/** Who is logged in, and what they may do. */
export interface Frame {
  readonly user: Viewer["user"];
  readonly permissions: ReadonlySet<string>;
  /** The superuser who acts as `user`; null when nobody does. */
  readonly impersonator: Viewer["impersonator"];
}

/** Reads who is logged in; null for nobody. */
export async function readFrame(client: ApolloClient): Promise<Frame | null> {
  const { viewer } = await ask(client, FrameDocument, {});
  return viewer && { user: viewer.user, permissions: new Set(viewer.permissions), impersonator: viewer.impersonator };
}

/** Reads who is logged in; sends others than staff to the log-in page, which leads back to where they wanted to go. */
export async function loadFrame(client: ApolloClient, request: Request): Promise<Frame> {
  const frame = await readFrame(client);
  if (frame?.user.isStaff) return frame;
  throw redirect(frame?.impersonator ? impersonationAddress : logInAddress(new URL(request.url)));
}

/** The page for superusers who act as somebody to whom the console is closed. */
export const impersonationAddress = "/impersonation/";

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
