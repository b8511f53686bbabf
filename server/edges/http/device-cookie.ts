import { parseCookie, stringifySetCookie } from "cookie";

import { newId } from "../../foundation/kernel/ids.js";
import type { Signer } from "../../foundation/kernel/secrets.js";
import type { KnownDevices } from "../../modules/sessions/session-context.js";

/** The cookie that remembers who has logged in with this browser. */
export interface DeviceCookie {
  /**
   * What the cookie of a request tells; read when it is asked.
   *
   * @param send adds a `Set-Cookie` header to the answer
   */
  open(header: string | undefined, send: (setCookie: string) => void): KnownDevices;
}

/** Users remembered per browser; the ones who have not logged in for longest are forgotten. */
const mostUsers = 4;

const oneYearSeconds = 365 * 86_400;

/**
 * Names the device and its users, signed. It opens nothing: all it gives is a budget of failures of its own at log-in, so that
 * strangers who guess somebody's password cannot lock them out of their own browser. Each user stands there with a stamp of the
 * password record, so that whoever knew an old password has gathered nothing.
 */
export function createDeviceCookie({ secure, signer }: { readonly secure: boolean; readonly signer: Signer }): DeviceCookie {
  const name = secure ? "__Host-gatehouse_device" : "gatehouse_device";
  return {
    open: (header, send) => {
      const read = (): string[] => signer.verify(parseCookie(header ?? "")[name] ?? "")?.split("~") ?? [];
      return {
        get id() {
          return read()[0] ?? null;
        },
        idFor: (userId, stamp) => {
          const [deviceId = null, ...users] = read();
          return users.includes(`${userId}:${stamp}`) ? deviceId : null;
        },
        remember: (userId, stamp) => {
          const [deviceId = newId(), ...known] = read();
          const users = [`${userId}:${stamp}`, ...known.filter((other) => !other.startsWith(`${userId}:`))].slice(0, mostUsers);
          const value = signer.sign([deviceId, ...users].join("~"));
          send(stringifySetCookie({ name, value, path: "/", httpOnly: true, sameSite: "lax", secure, maxAge: oneYearSeconds }));
        },
      };
    },
  };
}
