import type { ApolloClient } from "@apollo/client";

import { readAll } from "../../api/all-pages.js";
import {
  CreateGroupDocument,
  type CreateGroupInput,
  GroupFormDocument,
  PermissionsOfGroupDocument,
  UpdateGroupDocument,
} from "../../api/generated/graphql.js";
import { ask, change } from "../../../react/api/request.js";
import type { ChangeFormDescription, SavedObject } from "../../admin/form-description.js";
import { text } from "../../text/text.js";
import { GroupMembers } from "./group-members.js";
import { searchPermissions, toPermissionChoice } from "../permissions/permission-choices.js";

/** The form of a group. Who is in it is told by inlines. */
export const groupForm: ChangeFormDescription = {
  fieldsets: [
    {
      fields: [
        { name: "name", label: text.groupForm.name, widget: "text", maxLength: 150, isRequired: true },
        {
          name: "permissions",
          label: text.groupForm.permissions,
          widget: "chooser",
          plural: text.groupForm.permissionsPlural,
          search: searchPermissions,
        },
      ],
    },
  ],
  inlines: [GroupMembers],
  blank: { name: "", permissions: [] },
  load: async (client, id) => {
    const { group } = await ask(client, GroupFormDocument, { id });
    if (!group) return null;
    const { name, version, permissions } = group;
    const chosen = permissions && (await readAll(permissions, async (after) => permissionsOf(client, id, after)));
    return { id: group.id, name, version, values: { name, ...(chosen && { permissions: chosen.map(toPermissionChoice) }) } };
  },
  create: async (client, input) => savedGroup((await change(client, CreateGroupDocument, { input: input as CreateGroupInput })).group),
  save: async (client, { id, version, input }) =>
    savedGroup((await change(client, UpdateGroupDocument, { input: { id, version, ...input } })).group),
};

async function permissionsOf(client: ApolloClient, id: string, after: string) {
  const { group } = await ask(client, PermissionsOfGroupDocument, { id, after });
  return group?.permissions ?? noMore;
}

const noMore = { nodes: [], pageInfo: { hasNextPage: false } };

function savedGroup(group: { readonly id: string; readonly name: string } | null | undefined): SavedObject {
  return { id: group?.id ?? "", name: group?.name ?? "" };
}
