import type { ApolloClient } from "@apollo/client";

import { ActorNamesDocument, type HistoryPageFragment } from "../../api/generated/graphql.js";
import { ask } from "../../../react/api/request.js";
import { type HistoryPageData, type HistoryRequest, historyPageSize } from "../../admin/history/history-description.js";

/** Which part of a history the API is to give: it has the newest entries first, people read the oldest first. */
export function historyVariables({ from }: HistoryRequest): { last: number; before: string | null } {
  return { last: historyPageSize, before: from };
}

/** A page of a history as people read it, with the full names of those who acted and are still there. */
export async function toHistory(client: ApolloClient, name: string, page: HistoryPageFragment | null): Promise<HistoryPageData> {
  const nodes = page?.nodes ?? [];
  const names = await fullNames(client, new Set(nodes.flatMap(({ actorId }) => actorId ?? [])));
  return {
    name,
    count: page?.totalCount ?? 0,
    end: page?.pageInfo.hasPreviousPage === true ? page.pageInfo.startCursor : null,
    entries: nodes.map((entry) => ({ ...entry, actorFullName: names.get(entry.actorId ?? "") ?? "" })).toReversed(),
  };
}

async function fullNames(client: ApolloClient, ids: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
  if (ids.size === 0) return new Map();
  const { nodes } = await ask(client, ActorNamesDocument, { ids: [...ids] });
  return new Map(nodes.flatMap((node) => (node && "fullName" in node ? [[node.id, node.fullName] as const] : [])));
}
