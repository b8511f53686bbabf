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
    open: (header, send) =>
      new DevicesOfRequest(
        () => signer.verify(parseCookie(header ?? "")[name] ?? "")?.split("~") ?? [],
        (parts) => {
          const value = signer.sign(parts.join("~"));
          send(stringifySetCookie({ name, value, path: "/", httpOnly: true, sameSite: "lax", secure, maxAge: oneYearSeconds }));
        },
      ),
  };
}

/** The parts of the cookie are the id of the device, and a user with a stamp in each of the others. */
class DevicesOfRequest implements KnownDevices {
  constructor(
    private readonly read: () => readonly string[],
    private readonly write: (parts: readonly string[]) => void,
  ) {}

  get id(): string | null {
    return this.read()[0] ?? null;
  }

  idFor(userId: string, stamp: string): string | null {
    const [deviceId = null, ...users] = this.read();
    return users.includes(`${userId}:${stamp}`) ? deviceId : null;
  }

  remember(userId: string, stamp: string): void {
    const [deviceId = newId(), ...known] = this.read();
    const others = known.filter((other) => !other.startsWith(`${userId}:`));
    this.write([deviceId, ...[`${userId}:${stamp}`, ...others].slice(0, mostUsers)]);
  }
}
