import type { ApolloClient } from "@apollo/client";

import { PermissionChoicesDocument } from "../../api/generated/graphql.js";
import { ask } from "../../../react/api/request.js";
import type { Choice, ChoicePage, ChoiceRequest } from "../../admin/form-description.js";
import { labelOfApp } from "../../admin/frame/model-groups.js";
import { text } from "../../text/text.js";

/** What a permission must tell to be a choice. */
export interface ListedPermission {
  readonly name: string;
  readonly label: string;
  readonly appLabel: string;
  readonly model: string;
}

/** Finds permissions; in order of app, model and codename. */
export async function searchPermissions(client: ApolloClient, { search, after }: ChoiceRequest): Promise<ChoicePage> {
  const { permissions } = await ask(client, PermissionChoicesDocument, { search, after });
  const { nodes, pageInfo, totalCount } = permissions;
  const next = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
  return { choices: nodes.map(toPermissionChoice), count: totalCount ?? nodes.length, next };
}

/** A permission as it stands in a chooser: app, model, label. */
export function toPermissionChoice(permission: ListedPermission): Choice {
  return { value: permission.name, label: permissionLabel(permission) };
}

/** App, model and label of a permission, as Django writes them. */
export function permissionLabel({ appLabel, model, label }: Omit<ListedPermission, "name">): string {
  return [labelOfApp(appLabel), text.models[model] ?? model, label].join(" | ");
}
