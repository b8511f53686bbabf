import type { ApolloClient, TypedDocumentNode } from "@apollo/client";

import {
  ActivateUsersDocument,
  AddUsersToGroupDocument,
  type BulkChangeFieldsFragment,
  DeactivateUsersDocument,
  DeleteUsersDocument,
  GroupOptionsDocument,
  RemoveUsersFromGroupDocument,
  RevokeUserSessionsDocument,
  type UserSelectionInput,
} from "../../api/generated/graphql.js";
import type { InputFault } from "../../../react/api/fault.js";
import { ask, change } from "../../../react/api/request.js";
import type { ActionChoice, ListAction, Selection } from "../../admin/list-action.js";
import { text } from "../../text/text.js";
import { toUserSelection } from "./user-filter.js";

interface SelectedUsers {
  readonly ids?: string[];
  readonly matching?: UserSelectionInput;
  readonly expectedCount: number;
}

interface Payload {
  readonly bulkChange: BulkChangeFieldsFragment | null;
  readonly userErrors: readonly InputFault[];
}

const { actions } = text.users;

const group: ActionChoice = {
  label: actions.group,
  load: async (client, typed) => {
    const { groups } = await ask(client, GroupOptionsDocument, { search: typed });
    return groups.nodes.map(({ id, name }) => ({ id, label: name }));
  },
};

/** What staff may do to many users, beside deleting them. */
export const userActions: readonly ListAction[] = [
  {
    name: "activate",
    label: actions.activate,
    permissions: ["auth.change_user"],
    done: actions.activated,
    run: async (client, selection) => changeUsers(client, ActivateUsersDocument, selectedUsers(selection)),
  },
  {
    name: "deactivate",
    label: actions.deactivate,
    permissions: ["auth.change_user"],
    done: actions.deactivated,
    run: deactivateUsers,
  },
  {
    name: "add_to_group",
    label: actions.addToGroup,
    permissions: ["auth.change_user", "auth.view_group"],
    choice: group,
    done: actions.addedToGroup,
    run: async (client, selection, groupId) => changeUsers(client, AddUsersToGroupDocument, { ...selectedUsers(selection), groupId }),
  },
  {
    name: "remove_from_group",
    label: actions.removeFromGroup,
    permissions: ["auth.change_user", "auth.view_group"],
    choice: group,
    done: actions.removedFromGroup,
    run: async (client, selection, groupId) => changeUsers(client, RemoveUsersFromGroupDocument, { ...selectedUsers(selection), groupId }),
  },
  {
    name: "end_sessions",
    label: actions.endSessions,
    permissions: ["sessions.delete_session"],
    done: actions.endedSessions,
    run: async (client, selection) => changeUsers(client, RevokeUserSessionsDocument, selectedUsers(selection)),
  },
];

/** Keeps users from logging in. */
export async function deactivateUsers(client: ApolloClient, selection: Selection): Promise<BulkChangeFieldsFragment | null> {
  return changeUsers(client, DeactivateUsersDocument, selectedUsers(selection));
}

/** Deletes users. */
export async function deleteUsers(client: ApolloClient, selection: Selection): Promise<BulkChangeFieldsFragment | null> {
  return changeUsers(client, DeleteUsersDocument, selectedUsers(selection));
}

async function changeUsers<Input>(
  client: ApolloClient,
  mutation: TypedDocumentNode<{ readonly result: Payload }, { readonly input: Input }>,
  input: NoInfer<Input>,
): Promise<BulkChangeFieldsFragment | null> {
  return (await change(client, mutation, { input })).bulkChange;
}

/** What was shown is what is changed: with another number of users meanwhile, nothing is. */
function selectedUsers(selection: Selection): SelectedUsers {
  const { ids, count } = selection;
  return ids ? { ids: [...ids], expectedCount: count } : { matching: toUserSelection(selection), expectedCount: count };
}
