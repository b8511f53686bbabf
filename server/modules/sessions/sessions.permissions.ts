import type { ProtectedModel } from "../permissions/permission-catalogue.js";

/** What may be allowed about sessions. */
export const sessionModel: ProtectedModel = { appLabel: "sessions", model: "session", label: "session" };
