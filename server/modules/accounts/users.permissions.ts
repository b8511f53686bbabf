import type { ProtectedModel } from "../../foundation/kernel/protected-model.js";

/** What may be allowed about users. */
export const userModel: ProtectedModel = { appLabel: "auth", model: "user", label: "user" };
