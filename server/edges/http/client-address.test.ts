import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { describe, expect, test } from "@jest/globals";
import { addressPrefix, createClientAddress } from "./client-address.js";

function request(remoteAddress: string | undefined, forwardedFor?: string): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: remoteAddress });
  const req = new IncomingMessage(socket);
  if (forwardedFor !== undefined) req.headers["x-forwarded-for"] = forwardedFor;
  return req;
}

describe("without trusted proxies", () => {
  const clientAddress = createClientAddress([]);

  test("the socket counts and the header does not", () => {
    expect(clientAddress(request("192.0.2.1", "203.0.113.9"))).toBe("192.0.2.1");
  });

  test("an IPv4 address in IPv6 form is IPv4", () => {
    expect(clientAddress(request("::ffff:192.0.2.1"))).toBe("192.0.2.1");
  });

  test("a Unix socket has no address", () => {
    expect(clientAddress(request(undefined, "203.0.113.9"))).toBeUndefined();
  });
});

describe("with trusted proxies", () => {
  const clientAddress = createClientAddress(["loopback", "10.0.0.0/8"]);

  test("the last address that no trusted proxy has is the client's", () => {
    expect(clientAddress(request("127.0.0.1", "198.51.100.1, 203.0.113.9, 10.1.2.3"))).toBe("203.0.113.9");
  });

  test("a stranger's header is not believed", () => {
    expect(clientAddress(request("192.0.2.1", "203.0.113.9"))).toBe("192.0.2.1");
  });

  test.each(["rubbish", "", ",,,", "1.2.3.4:80", "127.1", "unknown", "x".repeat(10_000)])(
    "rubbish %.20s falls back to the proxy",
    (header) => {
      expect(clientAddress(request("127.0.0.1", header))).toBe("127.0.0.1");
    },
  );
});

test("a proxy that is no address is a mistake in the settings", () => {
  expect(() => createClientAddress(["proxy.example"])).toThrow(/invalid IP address/);
});

describe("addressPrefix", () => {
  test.each([
    ["192.0.2.1", "192.0.2.1"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:DB8:1:2::1", "2001:db8:1:2::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    [undefined, "unknown"],
    ["", "unknown"],
    ["rubbish", "unknown"],
    ["0x7f.1", "unknown"],
  ])("%s counts as %s", (address, prefix) => {
    expect(addressPrefix(address)).toBe(prefix);
  });
});
