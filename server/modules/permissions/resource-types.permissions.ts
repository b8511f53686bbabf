import type { ProtectedModel } from "../../foundation/kernel/protected-model.js";

/** What may be allowed about resource types, which Django calls content types. */
export const resourceTypeModel: ProtectedModel = { appLabel: "contenttypes", model: "contenttype", label: "content type" };
