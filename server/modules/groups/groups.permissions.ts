import type { ProtectedModel } from "../../foundation/kernel/protected-model.js";

/** What may be allowed about groups. */
export const groupModel: ProtectedModel = { appLabel: "auth", model: "group", label: "group" };
