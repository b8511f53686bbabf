import { defineJob } from "./foundation/platform/jobs/job.js";

/** Removes rows whose time is over, once an hour. */
export const sweep = defineJob<Record<string, never>>("sweep");

/** Something that gathers rows with an end. */
export interface Sweepable {
  /** Removes what is over, and says how many rows that were. */
  sweep(): Promise<number>;
}

/** Does {@link sweep}. */
export function sweepHandler(parts: readonly Sweepable[]) {
  return async (): Promise<void> => {
    for (const part of parts) await part.sweep();
  };
}
