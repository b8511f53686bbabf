import { parseCookie, stringifySetCookie } from "cookie";

/** Reads and writes the one cookie that holds a session token. */
export interface SessionCookie {
  readonly name: string;
  /** The token in a `Cookie` header; undefined when absent or ambiguous. Never throws. */
  read(header: string | undefined): string | undefined;
  /** A `Set-Cookie` value. Without `maxAgeSeconds` the cookie ends with the browser session. */
  write(token: string, maxAgeSeconds?: number): string;
  /** A `Set-Cookie` value that removes the cookie. */
  clear(): string;
}

/**
 * Over HTTPS the name begins with `__Host-`: browsers then accept the cookie only from this very host, Secure, and for
 * all paths, so that a neighbouring subdomain cannot plant one. Plain HTTP cannot have that prefix, so development uses
 * another name, which an HTTPS server does not read.
 */
export function createSessionCookie({ secure }: { readonly secure: boolean }): SessionCookie {
  const name = secure ? "__Host-gatehouse_session" : "gatehouse_session";
  const attributes = { name, path: "/", httpOnly: true, sameSite: "lax", secure } as const;
  return {
    name,
    read: (header) => readCookie(name, header ?? ""),
    write: (value, maxAgeSeconds) =>
      stringifySetCookie({ ...attributes, value, ...(maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds }) }),
    clear: () => stringifySetCookie({ ...attributes, value: "", maxAge: 0 }),
  };
}

/**
 * Two cookies of one name mean that somebody planted one ("cookie tossing"), and the header does not tell which. Taking
 * either could put a person into an attacker's session, so both are ignored and the request is anonymous.
 */
function readCookie(name: string, header: string): string | undefined {
  const values = header
    .split(";")
    .filter((pair) => pair.includes(name))
    .map((pair) => parseCookie(pair)[name])
    .filter((value) => value !== undefined);
  return values.length === 1 && values[0] !== "" ? values[0] : undefined;
}

const maxAuthorizationLength = 512;

/**
 * The token of `Authorization: Bearer <token>` (RFC 6750 section 2.1; the scheme in any case). Undefined when the header
 * is absent, of another scheme, malformed, or longer than 512 characters.
 */
export function bearerToken(authorization: string | undefined): string | undefined {
  if (authorization === undefined || authorization.length > maxAuthorizationLength) return undefined;
  return /^bearer +([\w.~+/-]+=*) *$/i.exec(authorization)?.[1];
}
