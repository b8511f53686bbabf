import { defineJob } from "../../../foundation/platform/jobs/job.js";

/**
 * One batch of a bulk change.
 *
 * `from`: how many targets must have been dealt with when it is done. So of two jobs for one batch the later does nothing.
 */
export const bulkBatch = defineJob<{ changeId: string; from: number }>("bulk-batch");
