import type { IncomingHttpHeaders } from "node:http";

/** Where the server itself is reached, and who else may call it from a browser. */
export interface OriginSettings {
  /** Public address of this server; its pages may always call the API. */
  readonly baseUrl: string;
  /** Origins of other front ends, such as `https://app.example.com`. Their pages may read answers and send cookies. */
  readonly allowedOrigins: readonly string[];
  /** Further names under which this server itself is opened, such as `http://localhost:4000` in development. */
  readonly alsoOwn?: readonly string[];
}

/** Decides which web pages may call the API. */
export interface OriginPolicy {
  /** True when the request comes from an allowed page, or from no browser at all. */
  accepts(headers: IncomingHttpHeaders): boolean;
  /** Headers that let an allowed front end read the answer; for every other origin only `Vary`. */
  corsHeaders(headers: IncomingHttpHeaders): Record<string, string>;
  /** Headers that answer the preflight of an allowed front end; for every other origin only `Vary`. */
  preflightHeaders(headers: IncomingHttpHeaders): Record<string, string>;
}

const preflightAnswer = {
  "Access-Control-Allow-Methods": "POST",
  "Access-Control-Allow-Headers": "content-type, authorization, apollo-require-preflight, x-apollo-operation-name",
  "Access-Control-Max-Age": "7200",
};

/**
 * The attack: a foreign page makes the visitor's browser post to us, and the browser adds the session cookie. Browsers
 * tell where a POST comes from (`Origin`) and how that place relates to us (`Sec-Fetch-Site`), and no page can change
 * either. So a request is refused unless its origin is on the list, compared as a whole string: `null`, other schemes
 * or ports and look-alike suffixes fail. A request with neither header is no browser and carries no stolen cookie.
 *
 * Throws when an entry of the settings is not an origin.
 */
export function createOriginPolicy(settings: OriginSettings): OriginPolicy {
  const foreign = new Set(settings.allowedOrigins.map(toOrigin));
  const accepted = new Set([...foreign, ...[settings.baseUrl, ...(settings.alsoOwn ?? [])].map((url) => new URL(url).origin)]);

  const corsHeaders = ({ origin }: IncomingHttpHeaders): Record<string, string> => {
    if (origin === undefined || !foreign.has(origin)) return { Vary: "Origin" };
    return {
      Vary: "Origin",
      "Access-Control-Allow-Origin": origin,
      "Access-Control-Allow-Credentials": "true",
      "Access-Control-Expose-Headers": "Retry-After",
    };
  };

  return {
    accepts(headers) {
      if (headers.origin !== undefined) return accepted.has(headers.origin);
      const site = headers["sec-fetch-site"];
      return site === undefined || site === "same-origin" || site === "none";
    },
    corsHeaders,
    preflightHeaders(headers) {
      const cors = corsHeaders(headers);
      return "Access-Control-Allow-Origin" in cors ? { ...cors, ...preflightAnswer } : cors;
    },
  };
}

/** Takes an origin as people write it; a path, a wildcard or a scheme without hosts is a mistake in the settings. */
function toOrigin(entry: string): string {
  const url = URL.canParse(entry) ? new URL(entry) : undefined;
  const isOrigin = url !== undefined && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href;
  if (!isOrigin) throw new Error(`"${entry}" is not an origin such as "https://app.example.com".`);
  return url.origin;
}
