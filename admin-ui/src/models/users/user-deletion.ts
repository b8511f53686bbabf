import type { ApolloClient } from "@apollo/client";

import { UserNamesDocument } from "../../api/generated/graphql.js";
import { ask } from "../../../react/api/request.js";
import type { DeletionDescription, DeletionPreview } from "../../admin/deletion/deletion-description.js";
import { previewDeletion } from "../deletion/preview-deletion.js";
import type { Selection } from "../../admin/list-action.js";
import { text } from "../../text/text.js";
import { deactivateUsers, deleteUsers } from "./user-actions.js";
import { toUserFilter } from "./user-filter.js";

/** How users are deleted, or rather deactivated. */
export const userDeletion: DeletionDescription = {
  preview: async (client, selection) => (selection.ids ? previewDeletion(client, selection.ids) : previewOfList(client, selection)),
  run: deleteUsers,
  instead: {
    label: text.users.instead.label,
    explanation: text.users.instead.explanation,
    permission: "auth.change_user",
    done: text.users.actions.deactivated,
    run: deactivateUsers,
  },
};

/** A whole list can be too long for the server to look at all that would go with it. */
async function previewOfList(client: ApolloClient, { search, filters }: Selection): Promise<DeletionPreview> {
  const { users } = await ask(client, UserNamesDocument, { search, filter: toUserFilter(filters) });
  const count = users.totalCount ?? 0;
  return {
    objects: users.nodes.map(({ id, username }) => ({ id, name: username })),
    count,
    deleted: [{ label: text.users.plural, count, isCapped: false }],
    kept: [],
    refusals: [],
    offersInstead: true,
  };
}
