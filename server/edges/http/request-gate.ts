import type { IncomingMessage, ServerResponse } from "node:http";
import { parse as parseContentType } from "content-type";
import type { OriginPolicy } from "./origins.js";
import { readBody } from "./request-body.js";
import { parseGraphqlRequest, type GraphqlRequest } from "./request-body-graphql.js";
import { HttpRefusal, sendRefusal } from "./request-gate-refusal.js";

/** What the gate needs to know. */
export interface RequestGateSettings {
  readonly origins: OriginPolicy;
  readonly bodyLimitBytes: number;
}

/** Lets a request in, or answers it itself (a refusal or a preflight) and gives undefined. */
export type RequestGate = (req: IncomingMessage, res: ServerResponse) => Promise<GraphqlRequest | undefined>;

/**
 * The gate before GraphQL. Checks go from cheap to dear: method, origin, media type, encoding, size, bytes, JSON.
 * Sets the CORS headers on every answer, refusals included, so that an allowed front end can read them.
 */
export function createRequestGate(settings: RequestGateSettings): RequestGate {
  return async (req, res) => {
    try {
      res.setHeaders(new Map(Object.entries(settings.origins.corsHeaders(req.headers))));
      if (req.method === "OPTIONS") {
        answerPreflight(req, res, settings.origins);
        return undefined;
      }
      checkHead(req, settings.origins);
      return parseGraphqlRequest(await readBody(req, settings.bodyLimitBytes));
    } catch (error) {
      if (!(error instanceof HttpRefusal)) throw error;
      sendRefusal(res, error);
      return undefined;
    }
  };
}

function answerPreflight(req: IncomingMessage, res: ServerResponse, origins: OriginPolicy): void {
  if (!origins.accepts(req.headers)) throw foreignOrigin();
  res.writeHead(204, { ...origins.preflightHeaders(req.headers), Allow: "POST, OPTIONS" }).end();
}

function checkHead(req: IncomingMessage, origins: OriginPolicy): void {
  if (req.method !== "POST")
    throw new HttpRefusal("METHOD_NOT_ALLOWED", "Send GraphQL requests with POST.", { headers: { Allow: "POST, OPTIONS" } });
  if (!origins.accepts(req.headers)) throw foreignOrigin();
  if (!isJson(req.headers["content-type"])) {
    throw new HttpRefusal("UNSUPPORTED_MEDIA_TYPE", "The content type must be application/json in UTF-8.");
  }
  // A small compressed body can unfold to gigabytes, and no GraphQL client compresses its requests.
  if ((req.headers["content-encoding"] ?? "identity").toLowerCase() !== "identity") {
    throw new HttpRefusal("UNSUPPORTED_MEDIA_TYPE", "The request body must not be compressed.");
  }
}

/** True for `application/json`, alone or with `charset=utf-8`; every other parameter is refused as unknown. */
function isJson(header: string | undefined): boolean {
  try {
    const { type, parameters } = parseContentType(header ?? "");
    const { charset = "utf-8", ...others } = parameters;
    return type === "application/json" && charset.toLowerCase() === "utf-8" && Object.keys(others).length === 0;
  } catch {
    return false;
  }
}

function foreignOrigin(): HttpRefusal {
  return new HttpRefusal("CSRF_FAILED", "This origin may not call the API.");
}
