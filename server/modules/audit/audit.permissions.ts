import type { ProtectedModel } from "../permissions/permission-catalogue.js";

/** What may be allowed about the log. */
export const logEntryModel: ProtectedModel = { appLabel: "admin", model: "logentry", label: "log entry" };
