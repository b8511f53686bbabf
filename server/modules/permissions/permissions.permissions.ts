import type { ProtectedModel } from "../../foundation/kernel/protected-model.js";

/** What may be allowed about permissions. */
export const permissionModel: ProtectedModel = { appLabel: "auth", model: "permission", label: "permission" };
