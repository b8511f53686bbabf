import { type Fault, refuseIfAny } from "../../../foundation/kernel/user-error.js";
import type { UserRecord } from "../../accounts/user-record.js";

/** A user whom the actor may not change in the wanted way. */
export interface RefusedUser {
  readonly user: UserRecord;
  readonly fault: Fault;
}

/** So many are named; a form shows no more, and a hundred thousand would not fit into an answer. */
const mostNamed = 20;

/** Gathers who of a selection is refused: the first ones by name, the rest by number. */
export class Refusals {
  private readonly named: RefusedUser[] = [];
  private count = 0;

  add(refused: readonly RefusedUser[]): void {
    this.named.push(...refused.slice(0, mostNamed - this.named.length));
    this.count += refused.length;
  }

  /** @throws UserErrors at `input.matching`, one for each who is named; `params.refusedCount` tells how many there are */
  throwIfAny(): void {
    refuseIfAny(
      this.named.map(({ user: { username }, fault: { code, message, params } }) => ({
        code,
        message: `${username}: ${message}${this.count > 1 ? ` (${this.count} users are refused in all.)` : ""}`,
        path: ["input", "matching"],
        params: { ...params, username, refusedCount: this.count },
      })),
    );
  }
}
