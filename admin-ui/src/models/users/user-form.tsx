import type { ApolloClient } from "@apollo/client";
import { lazy } from "react";

import { readAll } from "../../api/all-pages.js";
import {
  CreateUserDocument,
  type CreateUserInput,
  GroupsOfUserDocument,
  PermissionsOfUserDocument,
  UpdateUserDocument,
  UserFormDocument,
  type UserFormQuery,
} from "../../api/generated/graphql.js";
import { ask, change } from "../../../react/api/request.js";
import { toTypedMoment } from "../../admin/date-time/typed-moment.js";
import type { ChangeFormDescription, EditedObject, FormInput, SavedObject } from "../../admin/form-description.js";
import { text } from "../../text/text.js";
import { toGroupChoice } from "../groups/group-choices.js";
import { toPermissionChoice } from "../permissions/permission-choices.js";
import { EffectivePermissions } from "./effective-permissions.js";
import { ImpersonateButton } from "./impersonate-button.js";
import { loadPasswordForm } from "./load-password-form.js";
import type { UserDetails } from "./password-row.js";
import { addFieldsets, fieldsets } from "./user-fields.js";

/** The forms of a user: name and password first, everything else on the form that comes next. */
export const userForm: ChangeFormDescription = {
  fieldsets,
  addFieldsets,
  addIntro: text.userForm.addIntro,
  isAddedInTwoSteps: true,
  blank: { username: "", passwordLogin: "enabled", password: "", passwordAgain: "", email: "" },
  inlines: [EffectivePermissions],
  tools: [ImpersonateButton],
  pages: {
    password: { load: loadPasswordForm, Content: lazy(async () => ({ default: (await import("./password-page.js")).PasswordPage })) },
  },
  load: async (client, id) => {
    const { user } = await ask(client, UserFormDocument, { id });
    return user ? toObject(client, user) : null;
  },
  create: async (client, input) => savedUser((await change(client, CreateUserDocument, { input: toNewUser(input) })).user),
  save: async (client, { id, version, input }) =>
    savedUser((await change(client, UpdateUserDocument, { input: { id, version, ...input } })).user),
};

type LoadedUser = NonNullable<UserFormQuery["user"]>;

async function toObject(client: ApolloClient, user: LoadedUser): Promise<EditedObject> {
  const { id, username, firstName, lastName, email, isActive, isStaff, isSuperuser, version } = user;
  const groups = user.groups && (await readAll(user.groups, async (after) => groupsOf(client, id, after)));
  const permissions = user.permissions && (await readAll(user.permissions, async (after) => permissionsOf(client, id, after)));
  const values = {
    username,
    firstName,
    lastName,
    isActive,
    isStaff,
    isSuperuser,
    ...(email != null && { email }),
    ...(groups && { groupIds: groups.map(toGroupChoice) }),
    ...(permissions && { permissions: permissions.map(toPermissionChoice) }),
    lastLoginAt: toTypedMoment(user.lastLoginAt),
    joinedAt: toTypedMoment(user.joinedAt),
  };
  const details: UserDetails = { password: user.passwordSummary ?? null };
  return { id, name: username, version, values, details };
}

async function groupsOf(client: ApolloClient, id: string, after: string) {
  return (await ask(client, GroupsOfUserDocument, { id, after })).user?.groups ?? noMore;
}

async function permissionsOf(client: ApolloClient, id: string, after: string) {
  return (await ask(client, PermissionsOfUserDocument, { id, after })).user?.permissions ?? noMore;
}

const noMore = { nodes: [], pageInfo: { hasNextPage: false } };

/** How the user comes in is one choice of the form, and shows in several fields of the API. */
function toNewUser({ passwordLogin, ...input }: FormInput): CreateUserInput {
  return { ...input, ...(passwordLogin === "invite" && { invite: true }) } as CreateUserInput;
}

function savedUser(user: { readonly id: string; readonly username: string } | null | undefined): SavedObject {
  return { id: user?.id ?? "", name: user?.username ?? "" };
}
