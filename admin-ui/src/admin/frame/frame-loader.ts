import type { ApolloClient } from "@apollo/client";
import { redirect, useRouteLoaderData } from "react-router";

import { FrameDocument, type FrameQuery } from "../../api/generated/graphql.js";
import { ask } from "../../api/request.js";

/** Id of the route that loads the frame. */
export const frameId = "frame";

/** Who is logged in, and what they may do. */
export interface Frame {
  readonly user: NonNullable<FrameQuery["viewer"]>["user"];
  readonly permissions: ReadonlySet<string>;
}

/** Reads who is logged in; sends others than staff to the log-in page, which leads back to where they wanted to go. */
export async function loadFrame(client: ApolloClient, request: Request): Promise<Frame> {
  const { viewer } = await ask(client, FrameDocument, {});
  if (!viewer?.user.isStaff) throw redirect(logInAddress(new URL(request.url)));
  return { user: viewer.user, permissions: new Set(viewer.permissions) };
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
