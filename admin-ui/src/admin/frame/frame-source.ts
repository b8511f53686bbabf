import type { ApolloClient } from "@apollo/client";

import type { AdminSite } from "../site.js";
import { type Frame, leadAway, readFrame } from "./frame-loader.js";

/** What loaders and pages read from. */
export interface ConsoleSources {
  readonly client: ApolloClient;
  readonly site: AdminSite;
  readonly frames: FrameSource;
}

/** Knows who of staff is logged in, so that each page need not ask again. */
export class FrameSource {
  #frame: Promise<Frame | null> | null = null;

  constructor(private readonly client: ApolloClient) {}

  /** Asks the server, and remembers. Throws a redirect for others than staff. */
  async load(request: Request): Promise<Frame> {
    this.#frame = readFrame(this.client);
    return this.current(request);
  }

  /** Who was logged in when that was asked last; asks when it never was. Throws a redirect for others than staff. */
  async current(request: Request): Promise<Frame> {
    this.#frame ??= readFrame(this.client);
    // The redirect is made for each loader anew: the router writes into it.
    return (await this.#frame) ?? leadAway(this.client, request);
  }

  /** Asks the server again, because rights have changed; null when nobody of staff is logged in any more. */
  async refresh(): Promise<Frame | null> {
    const frame = await readFrame(this.client);
    if (frame) this.#frame = Promise.resolve(frame);
    return frame;
  }
}
