import type { ApolloClient } from "@apollo/client";

import type { AdminSite } from "../site.js";
import { type Frame, loadFrame, readFrame } from "./frame-loader.js";

/** What loaders and pages read from. */
export interface ConsoleSources {
  readonly client: ApolloClient;
  readonly site: AdminSite;
  readonly frames: FrameSource;
}

/** Knows who is logged in, so that each page need not ask again. */
export class FrameSource {
  #frame: Promise<Frame> | null = null;

  constructor(private readonly client: ApolloClient) {}

  /** Asks the server, and remembers. Throws a redirect to the log-in page for others than staff. */
  async load(request: Request): Promise<Frame> {
    this.#frame = loadFrame(this.client, request);
    return this.#frame;
  }

  /** Who was logged in when that was asked last; asks when it never was. */
  async current(request: Request): Promise<Frame> {
    return this.#frame ?? this.load(request);
  }

  /** Asks the server again, because rights have changed; null when nobody of staff is logged in any more. */
  async refresh(): Promise<Frame | null> {
    const frame = await readFrame(this.client);
    if (frame) this.#frame = Promise.resolve(frame);
    return frame;
  }
}
