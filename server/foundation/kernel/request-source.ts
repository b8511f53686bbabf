import type { Actor } from "./actor.js";

/** Where a request came from; kept with sessions, in the log, and in mails to the owner. */
export interface RequestSource {
  /** Address of the client as far as trusted proxies tell, or null when there is no network peer (CLI). */
  readonly ipAddress: string | null;
  /** What attempts are counted by: the address, an IPv6 one cut to its /64 network; null without a network peer. */
  readonly addressPrefix: string | null;
  /** The User-Agent header, cut to {@link maxUserAgentLength} characters; null when absent. */
  readonly userAgent: string | null;
  /** Stands in the log beside everything this request did. */
  readonly requestId: string;
  /** The superuser who acts as the user of the session; absent when nobody does. The log notes both. */
  readonly impersonator?: Actor;
}

/** Longest stored User-Agent, in UTF-16 units; longer ones tell nothing more. */
export const maxUserAgentLength = 400;
