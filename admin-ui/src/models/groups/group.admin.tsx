import { GroupListDocument, type GroupListQuery, type GroupOrder } from "../../api/generated/graphql.js";
import { ask } from "../../api/request.js";
import type { ModelAdmin } from "../../admin/model-admin.js";
import { text } from "../../text/text.js";
import { groupForm } from "./group-form.js";

type GroupRow = GroupListQuery["list"]["nodes"][number];

/** How staff lists and edits groups. */
export const groupAdmin: ModelAdmin<GroupRow> = {
  app: "auth",
  model: "group",
  nodeType: "Group",
  labels: { singular: "group", plural: "groups" },
  list: {
    listDisplay: [{ name: "name", heading: text.groupForm.heading, cell: (group) => group.name }],
    listFilter: [],
    isSearchable: true,
    ordering: ["name"],
    load: async (client, { search, orderBy, first }) => {
      const { list, all } = await ask(client, GroupListDocument, { search, orderBy: orderBy as GroupOrder[], first });
      return { rows: list.nodes, count: list.totalCount ?? 0, total: all.totalCount ?? 0, facets: {} };
    },
    nameOf: (group) => group.name,
  },
  form: groupForm,
};
