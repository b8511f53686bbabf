import type { ApolloClient } from "@apollo/client";

import { GroupChoicesDocument } from "../../api/generated/graphql.js";
import { ask } from "../../../react/api/request.js";
import type { Choice, ChoicePage, ChoiceRequest } from "../../admin/form-description.js";

/** Finds groups, by name. */
export async function searchGroups(client: ApolloClient, { search, after }: ChoiceRequest): Promise<ChoicePage> {
  const { groups } = await ask(client, GroupChoicesDocument, { search, after });
  const { nodes, pageInfo, totalCount } = groups;
  const next = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
  return { choices: nodes.map(toGroupChoice), count: totalCount ?? nodes.length, next };
}

/** A group as it stands in a chooser. */
export function toGroupChoice({ id, name }: { readonly id: string; readonly name: string }): Choice {
  return { value: id, label: name };
}
