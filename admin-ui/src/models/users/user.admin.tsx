import { type UserFilter, UserListDocument, type UserListQuery, type UserOrder } from "../../api/generated/graphql.js";
import { ask } from "../../api/request.js";
import { booleanFilter, relatedFilter } from "../../admin/filters.js";
import type { ModelAdmin } from "../../admin/model-admin.js";
import { userForm } from "./user-form.js";

type UserRow = UserListQuery["list"]["nodes"][number];

const flags = { is_staff__exact: "isStaff", is_superuser__exact: "isSuperuser", is_active__exact: "isActive" } as const;

/** How staff lists and edits users. */
export const userAdmin: ModelAdmin<UserRow> = {
  app: "auth",
  model: "user",
  nodeType: "User",
  labels: { singular: "user", plural: "users" },
  list: {
    listDisplay: [
      { name: "username", heading: "Username", orderField: "USERNAME", cell: (user) => user.username },
      { name: "email", heading: "Email address", orderField: "EMAIL", cell: (user) => user.email },
      { name: "first_name", heading: "First name", orderField: "FIRST_NAME", cell: (user) => user.firstName },
      { name: "last_name", heading: "Last name", orderField: "LAST_NAME", cell: (user) => user.lastName },
      { name: "is_staff", heading: "Staff status", orderField: "IS_STAFF", cell: (user) => user.isStaff },
    ],
    listFilter: [
      booleanFilter("is_staff__exact", "staff status"),
      booleanFilter("is_superuser__exact", "superuser status"),
      booleanFilter("is_active__exact", "active"),
      relatedFilter({ parameter: "groups__id__exact", noneParameter: "groups__isnull", title: "groups" }),
    ],
    isSearchable: true,
    ordering: ["username"],
    load: async (client, { search, filters, orderBy, first }) => {
      const variables = { search, filter: toFilter(filters), orderBy: orderBy as UserOrder[], first };
      const { list, all } = await ask(client, UserListDocument, variables);
      return { rows: list.nodes, count: list.totalCount ?? 0, total: all.totalCount ?? 0, facets: {} };
    },
    nameOf: (user) => user.username,
  },
  form: userForm,
  addNeedsChange: true,
};

function toFilter(filters: ReadonlyMap<string, string>): UserFilter {
  const group = filters.get("groups__id__exact");
  const flagged = Object.entries(flags).flatMap(([parameter, field]) => {
    const value = filters.get(parameter);
    return value === undefined ? [] : [[field, value === "1"] as const];
  });
  return {
    ...Object.fromEntries(flagged),
    ...(group !== undefined && { groups: { in: [group] } }),
    ...(filters.has("groups__isnull") && { groups: { none: true } }),
  };
}
