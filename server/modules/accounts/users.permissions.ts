import type { ProtectedModel } from "../permissions/permission-catalogue.js";

/** What may be allowed about users. */
export const userModel: ProtectedModel = { appLabel: "auth", model: "user", label: "user" };
