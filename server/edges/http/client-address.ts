import type { IncomingMessage } from "node:http";
import ipaddr from "ipaddr.js";
import proxyAddr from "proxy-addr";

/** Finds the address a request comes from; undefined for peers without one, such as Unix sockets. Never throws. */
export type ClientAddress = (req: IncomingMessage) => string | undefined;

/**
 * `X-Forwarded-For` is believed only as far as trusted proxies wrote it: from the right, up to the first address that is
 * not theirs. Entries of `trustedProxies` are addresses, ranges such as `10.0.0.0/8`, or `loopback`, `linklocal`,
 * `uniquelocal`; with none, only the socket counts. Throws when an entry is none of these.
 */
export function createClientAddress(trustedProxies: readonly string[]): ClientAddress {
  const isTrusted = proxyAddr.compile([...trustedProxies]);
  // A header that a trusted proxy passed on with rubbish in it is worth no more than the proxy's own address.
  return (req) => normaliseAddress(proxyAddr(req, isTrusted)) ?? normaliseAddress(req.socket.remoteAddress);
}

/**
 * The unit by which guesses are counted: one IPv4 address, or the /64 network of an IPv6 address, because that is what a
 * single subscriber gets (RFC 6177). Everything without an address shares the unit `unknown`.
 */
export function addressPrefix(address: string | undefined): string {
  const parsed = parseAddress(address);
  if (parsed === undefined) return "unknown";
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  const network = parsed.parts.slice(0, 4).map((part) => part.toString(16));
  return `${network.join(":")}::/64`;
}

function normaliseAddress(address: string | undefined): string | undefined {
  return parseAddress(address)?.toString();
}

/** Reads an address; an IPv4 address in IPv6 clothes (`::ffff:192.0.2.1`) is taken as IPv4. */
function parseAddress(address: string | undefined): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  // The zone of a link-local address (`fe80::1%eth0`) means something on this machine only.
  const plain = address?.split("%", 1)[0];
  if (plain === undefined || !isPlainAddress(plain)) return undefined;
  return ipaddr.process(plain);
}

/** `ipaddr` also reads octal, hexadecimal and short forms (`127.1`), which no socket or proxy writes. */
function isPlainAddress(address: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address);
}
