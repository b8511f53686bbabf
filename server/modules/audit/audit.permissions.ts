import type { ProtectedModel } from "../../foundation/kernel/protected-model.js";

/** What may be allowed about the log. */
export const logEntryModel: ProtectedModel = { appLabel: "admin", model: "logentry", label: "log entry" };
