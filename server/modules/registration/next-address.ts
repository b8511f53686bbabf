import { codePointLength, strip } from "../../foundation/kernel/text.js";

/** Where people may be sent after log-in. */
export interface NextAddressRules {
  /** Public address of this server. */
  readonly baseUrl: string;
  /** Origins of other front ends, which may send people here and get them back. */
  readonly allowedOrigins: readonly string[];
  /** Where people go who come from nowhere, or from somewhere foreign. */
  readonly fallback: string;
}

const loginPath = "/accounts/login";
const maxLength = 2048;

/**
 * Where to go after log-in: the wanted address if it is safe, else the fallback. An address of this server comes back as a path.
 *
 * The attack: a link to our log-in page names a foreign page as the next one, which then asks for the password "once more".
 * Source: the rule for `next` of Django's log-in view; of allowed origins, scheme and port have to be right as well.
 */
export function nextAddress(wanted: string | null | undefined, rules: NextAddressRules): string {
  const text = strip(wanted ?? "");
  const own = new URL(`${rules.baseUrl}${loginPath}/`);
  // Both, because programs disagree about whether a backslash is a slash.
  const isSafe = text !== "" && [text, text.replaceAll("\\", "/")].every((reading) => leadsHome(reading, own, rules.allowedOrigins));
  if (!isSafe) return rules.fallback;
  const url = new URL(text, own);
  if (url.origin !== own.origin) return url.href;
  // The page would send people on to itself.
  if (`${url.pathname.replace(/\/$/, "")}/` === own.pathname) return rules.fallback;
  return `${url.pathname}${url.search}${url.hash}`;
}

/** Scheme and authority of a reference, each undefined when it has none. */
const reference = /^(?:(?<scheme>[a-z][a-z\d+.-]*):)?(?:\/\/(?<authority>[^/?#]*))?/i;

function leadsHome(text: string, own: URL, allowedOrigins: readonly string[]): boolean {
  if (text.startsWith("///") || codePointLength(text) > maxLength || /^\p{C}/u.test(text)) return false;
  // Browsers overlook tabs and line breaks.
  const { scheme, authority = "" } = reference.exec(text.replaceAll(/[\t\n\r]/g, ""))?.groups ?? {};
  if (scheme !== undefined && authority === "") return false;
  if (/[@\\]/.test(authority) || !URL.canParse(text, own.href)) return false;
  const url = new URL(text, own);
  if (url.protocol !== "https:" && (url.protocol !== "http:" || own.protocol === "https:")) return false;
  // `/.//host` is a path of this server, but becomes a host when only the path of it is used.
  if (url.host === own.host) return !url.pathname.startsWith("//");
  return allowedOrigins.includes(url.origin);
}
