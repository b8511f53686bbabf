import { AdminSite } from "../admin/site.js";
import { groupAdmin } from "./groups/group.admin.js";
import { logEntryAdmin } from "./log-entries/log-entry.admin.js";
import { resourceTypeAdmin } from "./resource-types/resource-type.admin.js";
import { userAdmin } from "./users/user.admin.js";

/** Everything that staff edits in the console. A new model is added here. */
export const site = new AdminSite([groupAdmin, logEntryAdmin, resourceTypeAdmin, userAdmin]);
