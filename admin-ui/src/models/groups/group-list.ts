import type { ApolloClient } from "@apollo/client";

import {
  DeleteGroupsDocument,
  GroupHistoryDocument,
  GroupListDocument,
  type GroupListQuery,
  type GroupOrder,
} from "../../api/generated/graphql.js";
import { ask, change } from "../../../react/api/request.js";
import type { DeletionDescription } from "../../admin/deletion/deletion-description.js";
import type { HistoryDescription } from "../../admin/history/history-description.js";
import type { ListPage, ListRequest } from "../../admin/model-admin.js";
import { previewDeletion } from "../deletion/preview-deletion.js";
import { historyVariables, toHistory } from "../history/to-history.js";

/** A group in the list. */
export type GroupRow = GroupListQuery["list"]["nodes"][number];

/** Reads a page of groups. */
export async function loadGroups(client: ApolloClient, { search, orderBy, offset, first }: ListRequest): Promise<ListPage<GroupRow>> {
  const { list, all } = await ask(client, GroupListDocument, { search, orderBy: orderBy as GroupOrder[], offset, first });
  return { rows: list.nodes, count: list.approximateTotalCount, total: all.approximateTotalCount, facets: {} };
}

/** How groups are deleted. */
export const groupDeletion: DeletionDescription = {
  preview: async (client, { ids }) => previewDeletion(client, ids ?? []),
  run: async (client, { ids }) => {
    await change(client, DeleteGroupsDocument, { input: { ids: [...(ids ?? [])] } });
    return null;
  },
};

/** Where the history of a group comes from. */
export const groupHistory: HistoryDescription = {
  load: async (client, request) => {
    const { group } = await ask(client, GroupHistoryDocument, { id: request.id, ...historyVariables(request) });
    return group && toHistory(client, group.name, group.history);
  },
};
