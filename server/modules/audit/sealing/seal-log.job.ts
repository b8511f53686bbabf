import { defineJob } from "../../../foundation/platform/jobs/job.js";
import type { LogSealingService } from "./log-sealing.service.js";

/** Numbers and chains what was logged, every minute. */
export const sealLog = defineJob<Record<string, never>>("seal-log");

/** Does {@link sealLog}. */
export function sealLogHandler(sealing: LogSealingService) {
  return async (): Promise<void> => void (await sealing.sealAll());
}
