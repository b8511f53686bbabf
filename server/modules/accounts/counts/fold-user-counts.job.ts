import { defineJob } from "../../../foundation/platform/jobs/job.js";
import type { UserCounts } from "./user-counts.js";

/** Adds up the counts of users, every minute. */
export const foldUserCounts = defineJob<Record<string, never>>("fold-user-counts");

/** Does {@link foldUserCounts}. */
export function foldUserCountsHandler(counts: UserCounts) {
  return async (): Promise<void> => counts.fold();
}
