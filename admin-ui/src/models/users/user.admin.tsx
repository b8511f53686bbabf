import type { UserListQuery } from "../../api/generated/graphql.js";
import { booleanFilter, dateFilter, lookupFilter, relatedFilter, textFilter } from "../../admin/filters.js";
import type { ModelAdmin } from "../../admin/model-admin.js";
import { text } from "../../text/text.js";
import { sessionsPage } from "./sessions/sessions-page.js";
import { userActions } from "./user-actions.js";
import { userDeletion } from "./user-deletion.js";
import { lookups } from "./user-filter.js";
import { userHistory } from "./user-history.js";
import { countUsers, loadUsers, userExports } from "./user-list.js";
import { userForm } from "./user-form.js";

type UserRow = UserListQuery["list"]["nodes"][number];

const { columns, filters } = text.users;

/** How staff lists and edits users. */
export const userAdmin: ModelAdmin<UserRow> = {
  app: "auth",
  model: "user",
  nodeType: "User",
  labels: text.users.labels,
  addNeedsChange: true,
  list: {
    listDisplay: [
      { name: "username", heading: columns.username, orderField: "USERNAME", cell: (user) => user.username },
      { name: "email", heading: columns.email, orderField: "EMAIL", cell: (user) => user.email },
      { name: "first_name", heading: columns.firstName, orderField: "FIRST_NAME", cell: (user) => user.firstName },
      { name: "last_name", heading: columns.lastName, orderField: "LAST_NAME", cell: (user) => user.lastName },
      { name: "is_staff", heading: columns.isStaff, orderField: "IS_STAFF", cell: (user) => user.isStaff },
    ],
    listFilter: [
      booleanFilter("is_staff__exact", filters.isStaff),
      booleanFilter("is_superuser__exact", filters.isSuperuser),
      booleanFilter("is_active__exact", filters.isActive),
      relatedFilter({ parameter: "groups__id__exact", noneParameter: "groups__isnull", title: filters.groups }),
      dateFilter({ field: "date_joined", title: filters.joined }),
      dateFilter({ field: "last_login", title: filters.lastLogIn, canBeNever: true }),
      textFilter({ parameter: "email_domain", title: filters.emailDomain, label: filters.domain }),
      lookupFilter(Object.keys(lookups)),
    ],
    isSearchable: true,
    searchHelp: text.users.searchHelp,
    ordering: ["username"],
    actions: userActions,
    exports: userExports,
    load: loadUsers,
    count: countUsers,
    nameOf: (user) => user.username,
  },
  form: userForm,
  deletion: userDeletion,
  history: userHistory,
  extraPages: [sessionsPage],
};
