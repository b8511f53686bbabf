/** What staff does to many users at once: the permission it takes, and its description. */
export const bulkKinds = {
  ACTIVATE_USERS: { permission: "auth.change_user", description: "`activateUsers`." },
  DEACTIVATE_USERS: { permission: "auth.change_user", description: "`deactivateUsers`." },
  DELETE_USERS: { permission: "auth.delete_user", description: "`deleteUsers`." },
  REVOKE_USER_SESSIONS: { permission: "sessions.delete_session", description: "`revokeUserSessions`." },
  ADD_USERS_TO_GROUP: { permission: "auth.change_user", description: "`addUsersToGroup`." },
  REMOVE_USERS_FROM_GROUP: { permission: "auth.change_user", description: "`removeUsersFromGroup`." },
  GRANT_USER_PERMISSIONS: { permission: "auth.change_user", description: "`grantUserPermissions`." },
  REVOKE_USER_PERMISSIONS: { permission: "auth.change_user", description: "`revokeUserPermissions`." },
} as const satisfies Record<string, { readonly permission: string; readonly description: string }>;

/** A key of {@link bulkKinds}. */
export type BulkKind = keyof typeof bulkKinds;

/** What exactly is to be done, kept as JSON while a bulk change is under way. */
export interface BulkOrder {
  readonly kind: BulkKind;
  /** Key of the group that users join or leave. */
  readonly groupId?: string;
  /** Names of the permissions that users are given, or lose. */
  readonly permissions?: readonly string[];
}
