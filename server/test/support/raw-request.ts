import { once } from "node:events";
import { type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";

/** What a raw request consists of; a POST of JSON to the API unless told otherwise. */
export interface RawRequest {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array;
}

/** What came back. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Sends exactly this path, these headers and bytes, which `fetch` would not. */
export async function rawRequest(
  url: string,
  { method = "POST", path = "/graphql", headers = {}, body = "" }: RawRequest,
): Promise<RawAnswer> {
  // Not through a URL, which would tidy the path first.
  const sent = request(url, { method, path, agent: false });
  for (const [name, value] of Object.entries({ "content-type": "application/json", ...headers })) sent.setHeader(name, value);
  sent.end(body);
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  return { status: answer.statusCode ?? 0, headers: answer.headers, text: await text(answer) };
}
