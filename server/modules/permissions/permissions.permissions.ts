import type { ProtectedModel } from "./permission-catalogue.js";

/** What may be allowed about permissions. */
export const permissionModel: ProtectedModel = { appLabel: "auth", model: "permission", label: "permission" };
