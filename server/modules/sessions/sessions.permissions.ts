import type { ProtectedModel } from "../../foundation/kernel/protected-model.js";

/** What may be allowed about sessions. */
export const sessionModel: ProtectedModel = { appLabel: "sessions", model: "session", label: "session" };
