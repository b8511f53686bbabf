import type { ApolloClient } from "@apollo/client";

import {
  ExportUsersDocument,
  type ExportFormat,
  UserCountDocument,
  UserListDocument,
  type UserListQuery,
  type UserOrder,
} from "../../api/generated/graphql.js";
import { ask, change } from "../../../react/api/request.js";
import type { ListExport } from "../../admin/list-action.js";
import type { Facet, ListPage, ListRequest } from "../../admin/model-admin.js";
import { text } from "../../text/text.js";
import { toUserFilter } from "./user-filter.js";

type Users = UserListQuery["list"];
type Facets = NonNullable<Users["facets"]>;

/** Reads a page of users, and what the filters beside it offer, with one request. */
export async function loadUsers(client: ApolloClient, request: ListRequest): Promise<ListPage<Users["nodes"][number]>> {
  const { search, filters, orderBy, offset, first, withFacets, permissions } = request;
  const answer = await ask(client, UserListDocument, {
    search,
    filter: toUserFilter(filters),
    orderBy: orderBy as UserOrder[],
    offset,
    first,
    withFacets,
    withGroups: permissions.has("auth.view_group"),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  return {
    rows: answer.list.nodes,
    count: answer.list.approximateTotalCount,
    total: answer.all.approximateTotalCount,
    facets: { ...groupChoices(answer), ...(answer.list.facets ? facetsOf(answer.list.facets) : {}) },
  };
}

/** How many users there are, exactly. */
export async function countUsers(client: ApolloClient, { search, filters }: ListRequest): Promise<number> {
  const { users } = await ask(client, UserCountDocument, { search, filter: toUserFilter(filters) });
  return users.totalCount ?? 0;
}

/** The list as files. */
export const userExports: readonly ListExport[] = [
  { name: "csv", label: text.list.exportCsv, order: async (client, request) => orderFile(client, request, "CSV") },
  { name: "json", label: text.list.exportJson, order: async (client, request) => orderFile(client, request, "JSON_LINES") },
];

async function orderFile(client: ApolloClient, { search, filters, orderBy }: ListRequest, format: ExportFormat): Promise<string> {
  const input = { format, search, filter: toUserFilter(filters), orderBy: orderBy as UserOrder[] };
  const { downloadUrl } = await change(client, ExportUsersDocument, { input });
  return downloadUrl ?? "";
}

function groupChoices({ groups, list }: UserListQuery): Record<string, readonly Facet[]> {
  const counted = list.facets?.groups;
  const counts = new Map(counted?.choices.map(({ group, count }) => [group.id, count]));
  return {
    groups__id__exact: (groups?.nodes ?? []).map(({ id, name }) => ({ value: id, label: name, count: counts.get(id) })),
    groups__isnull: [{ value: "True", label: "", count: counted?.none }],
  };
}

function facetsOf({ isStaff, isSuperuser, isActive, joinedAt, lastLogIn, emailDomain }: Facets): Record<string, readonly Facet[]> {
  return {
    is_staff__exact: flagChoices(isStaff),
    is_superuser__exact: flagChoices(isSuperuser),
    is_active__exact: flagChoices(isActive),
    date_joined: joinedAt.map(({ choice, count }) => ({ value: choice, label: choice, count })),
    last_login: lastLogIn.map(({ choice, count }) => ({ value: choice, label: choice, count })),
    email_domain: emailDomain.filter(({ domain }) => domain !== "").map(({ domain, count }) => ({ value: domain, label: domain, count })),
  };
}

function flagChoices({ trueCount, falseCount }: Facets["isStaff"]): readonly Facet[] {
  return [
    { value: "1", label: "", count: trueCount },
    { value: "0", label: "", count: falseCount },
  ];
}
