import type { UserRecord } from "../../accounts/user-record.js";
import type { WantedChange } from "../staff/delegation.js";
import type { StaffAct } from "../staff/staff-history.js";

/** Something that is done to many users, each with an entry in the log, by a fixed number of statements. */
export interface UserWork {
  /** What delegation has to judge of every one of them. */
  readonly wanted: WantedChange;
  /**
   * Does it to users who are locked and whom the actor may change.
   *
   * @returns how many users were changed, or how many sessions ended
   */
  apply(act: StaffAct, users: readonly UserRecord[]): Promise<number>;
}

/** The keys of users. */
export function keysOf(users: readonly UserRecord[]): string[] {
  return users.map(({ id }) => id);
}
