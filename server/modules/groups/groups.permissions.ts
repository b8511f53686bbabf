import type { ProtectedModel } from "../permissions/permission-catalogue.js";

/** What may be allowed about groups. */
export const groupModel: ProtectedModel = { appLabel: "auth", model: "group", label: "group" };
