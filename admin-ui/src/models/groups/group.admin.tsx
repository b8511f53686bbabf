import type { ModelAdmin } from "../../admin/model-admin.js";
import { text } from "../../text/text.js";
import { groupDeletion, groupHistory, type GroupRow, loadGroups } from "./group-list.js";
import { groupForm } from "./group-form.js";

/** How staff lists and edits groups. */
export const groupAdmin: ModelAdmin<GroupRow> = {
  app: "auth",
  model: "group",
  nodeType: "Group",
  labels: text.groups.labels,
  list: {
    listDisplay: [{ name: "name", heading: text.groups.column, cell: (group) => group.name }],
    listFilter: [],
    isSearchable: true,
    ordering: [],
    load: loadGroups,
    nameOf: (group) => group.name,
  },
  deletion: groupDeletion,
  history: groupHistory,
  form: groupForm,
};
