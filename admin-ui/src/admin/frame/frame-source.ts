import type { ApolloClient } from "@apollo/client";
import { redirect } from "react-router";

import type { AdminSite } from "../site.js";
import { type Frame, loadFrame, logInAddress } from "./frame-loader.js";

/** What loaders read from. */
export interface ConsoleSources {
  readonly client: ApolloClient;
  readonly site: AdminSite;
  readonly frames: FrameSource;
}

/** Knows who is logged in, so that each page need not ask again. Both methods send others than staff to the log-in page. */
export class FrameSource {
  #frame: Promise<Frame | null> | null = null;

  constructor(private readonly client: ApolloClient) {}

  /** Asks the server, and remembers. */
  async load(request: Request): Promise<Frame> {
    this.#frame = loadFrame(this.client);
    return this.current(request);
  }

  /** Who was logged in when that was asked last; asks when it never was. */
  async current(request: Request): Promise<Frame> {
    this.#frame ??= loadFrame(this.client);
    const frame = await this.#frame;
    // A redirect for each loader that asks: the router writes into those it gets.
    if (!frame) throw redirect(logInAddress(new URL(request.url)));
    return frame;
  }
}
