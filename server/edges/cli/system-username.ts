import { userInfo } from "node:os";

/** The name under which the operator is logged in to this machine; empty when it has none. */
export function systemUsername(): string {
  try {
    return userInfo().username;
  } catch {
    // In a container the account may have a number and no name.
    return "";
  }
}

/** A username made from a system name, as Django does: accents and everything else beyond ASCII dropped, no spaces, lower case. */
export function suggestUsername(systemName: string): string {
  return systemName
    .normalize("NFKD")
    .replaceAll(/\P{ASCII}| /gu, "")
    .toLowerCase();
}
