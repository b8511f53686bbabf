/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Direction of sorting. */
export type OrderDirection =
  /** Smallest first. */
  | 'ASC'
  /** Largest first. */
  | 'DESC';

/** Which users; all conditions that are given must hold, and null is as good as absent, save for `lastLogIn`. Filters nest at most 5 levels deep and have at most 50 parts in all. */
export type UserFilter = {
  /** All of these hold. */
  and?: Array<UserFilter> | null | undefined;
  /** At least one of these holds; an empty list matches nobody. */
  or?: Array<UserFilter> | null | undefined;
  /** This does not hold. */
  not?: UserFilter | null | undefined;
  /** By username. */
  username?: StringFilter | null | undefined;
  /** By address; it equals an empty text when there is none. */
  email?: StringFilter | null | undefined;
  /** By the domain of the address, such as `example.com`, ignoring case; an empty text finds those without an address. */
  emailDomain?: string | null | undefined;
  /** By given name. */
  firstName?: StringFilter | null | undefined;
  /** By family name. */
  lastName?: StringFilter | null | undefined;
  /** By the id in the system they were imported from. Here case matters. */
  externalId?: StringFilter | null | undefined;
  /** Whether they may log in. */
  isActive?: boolean | null | undefined;
  /** Whether they may enter the admin console. */
  isStaff?: boolean | null | undefined;
  /** Whether they hold every permission without being given any. */
  isSuperuser?: boolean | null | undefined;
  /** When the account was made. */
  joinedAt?: DateTimeRange | null | undefined;
  /** When they last logged in; null for those who never did. */
  lastLogIn?: DateTimeRange | null | undefined;
  /** By group. Requires `auth.view_group`. */
  groups?: UserGroupsFilter | null | undefined;
  /** By what they are given, directly or through a group; superusers count only when they are given it. Requires `auth.view_permission`. */
  permissions?: HeldPermissionsFilter | null | undefined;
};

/** Conditions on a text, ignoring case; all that are given must hold. Texts of up to 300 characters. */
export type StringFilter = {
  /** The whole text. */
  equals?: string | null | undefined;
  /** Occurs anywhere in the text. */
  contains?: string | null | undefined;
  /** The text begins with it. */
  startsWith?: string | null | undefined;
  /** The whole text is one of these, at most 100; an empty list matches nothing. */
  in?: Array<string> | null | undefined;
};

/** A span of time; without an end it is open on that side. */
export type DateTimeRange = {
  /** Begins here, inclusive. */
  from?: string | null | undefined;
  /** Ends before this moment. */
  before?: string | null | undefined;
};

/** A condition on the groups of a user. */
export type UserGroupsFilter = {
  /** Is in at least one of these, at most 100. An empty list matches nobody. */
  in?: Array<string | number> | null | undefined;
  /** True: is in no group at all. False: is in some group. */
  none?: boolean | null | undefined;
};

/** A condition on the permissions of something. */
export type HeldPermissionsFilter = {
  /** Holds at least one of these, as `app_label.codename`; at most 100. An empty list matches nothing. */
  in?: Array<string> | null | undefined;
};

/** One key of sorting; later ones decide among equals of the earlier. */
export type UserOrder = {
  /** What to sort by. */
  field: UserOrderField;
  /** Smallest or largest first. */
  direction?: OrderDirection;
};

/** What a list of users is sorted by. */
export type UserOrderField =
  /** By username, ignoring case. */
  | 'USERNAME'
  /** By address, ignoring case; users without one first. */
  | 'EMAIL'
  /** By given name. */
  | 'FIRST_NAME'
  /** By family name. */
  | 'LAST_NAME'
  /** Others before staff. */
  | 'IS_STAFF'
  /** Inactive before active. */
  | 'IS_ACTIVE'
  /** Oldest account first. */
  | 'JOINED_AT'
  /** Longest absent first; those who never logged in before all. */
  | 'LAST_LOGIN_AT';

/** What is wrong with an input. New values may be added: treat an unknown one as `INVALID` and show the message. */
export type AuthErrorCode =
  /** A value is needed. */
  | 'REQUIRED'
  /** The value is not well formed. */
  | 'INVALID'
  /** The value is shorter than allowed; `params` tell the limit. */
  | 'TOO_SHORT'
  /** The value is longer than allowed; `params` tell the limit. */
  | 'TOO_LONG'
  /** The password is on the list of common passwords. */
  | 'TOO_COMMON'
  /** The password resembles another attribute of the user; `params.attribute` names it. */
  | 'TOO_SIMILAR'
  /** The password consists of digits only. */
  | 'ENTIRELY_NUMERIC'
  /** Another account has this value already. */
  | 'ALREADY_TAKEN'
  /** Identifier and password do not match an account that may log in. */
  | 'INVALID_CREDENTIALS'
  /** This server does not accept sign-ups. */
  | 'SIGN_UP_CLOSED'
  /** The token is unknown, or made for something else. */
  | 'TOKEN_INVALID'
  /** The token was good once, but its time is over. */
  | 'TOKEN_EXPIRED'
  /** The token has been used already. */
  | 'TOKEN_USED'
  /** There is no such object, or the caller may not see it. */
  | 'NOT_FOUND'
  /** The caller has the permission, but not over this user, or not for a right they do not hold themselves. */
  | 'OUT_OF_SCOPE'
  /** The caller may do this to others, but not to their own account. */
  | 'SELF_ACTION_FORBIDDEN'
  /** Nobody else is an active superuser, and one must be left. */
  | 'LAST_ADMINISTRATOR'
  /** Somebody else has changed the object since it was read; `params` tell who, when, and its version. */
  | 'CONFLICT';

/** Who logs in, and how the session is to be delivered. */
export type LogInInput = {
  /** Username or email address, as `authConfig.logInIdentifiers` allows. */
  identifier: string;
  /** The password, exactly as typed. */
  password: string;
  /** Whether the cookie outlives the browser. */
  rememberMe?: boolean;
  /** A name for the device, shown in the list of sessions; at most 100 characters. */
  deviceName?: string | null | undefined;
  /** How the session token is to travel. */
  delivery?: SessionDelivery;
  /** Refuse accounts that are not staff, with `INVALID_CREDENTIALS`; for doors that only staff may use. */
  staffOnly?: boolean;
};

/** How the session token travels. */
export type SessionDelivery =
  /** In a cookie that scripts cannot read; for browsers. */
  | 'COOKIE'
  /** In the payload, to be sent as `Authorization: Bearer …`; for apps and programs. No cookie is set. */
  | 'BEARER';

export type FrameQueryVariables = Exact<{ [key: string]: never; }>;


export type FrameQuery = { viewer: { permissions: Array<string>, user: { id: string, username: string, firstName: string, isStaff: boolean, isSuperuser: boolean } } | null };

export type LogInMutationVariables = Exact<{
  input: LogInInput;
}>;


export type LogInMutation = { result: { user: { id: string } | null, userErrors: Array<{ code: AuthErrorCode, message: string, path: Array<string> | null, params: unknown }> } };

export type LogOutMutationVariables = Exact<{ [key: string]: never; }>;


export type LogOutMutation = { result: { userErrors: Array<{ code: AuthErrorCode, message: string, path: Array<string> | null, params: unknown }> } };

export type UserListQueryVariables = Exact<{
  filter?: UserFilter | null | undefined;
  search?: string | null | undefined;
  orderBy?: Array<UserOrder> | UserOrder | null | undefined;
  first?: number | null | undefined;
}>;


export type UserListQuery = { list: { totalCount: number | null, nodes: Array<{ id: string, username: string, email: string | null, firstName: string, lastName: string, isStaff: boolean }> }, all: { totalCount: number | null } };


export const FrameDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Frame"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"isStaff"}},{"kind":"Field","name":{"kind":"Name","value":"isSuperuser"}}]}},{"kind":"Field","name":{"kind":"Name","value":"permissions"}}]}}]}}]} as unknown as DocumentNode<FrameQuery, FrameQueryVariables>;
export const LogInDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"LogIn"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"LogInInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"logIn"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"params"}}]}}]}}]}}]} as unknown as DocumentNode<LogInMutation, LogInMutationVariables>;
export const LogOutDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"LogOut"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"logOut"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"params"}}]}}]}}]}}]} as unknown as DocumentNode<LogOutMutation, LogOutMutationVariables>;
export const UserListDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"UserList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"UserFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"search"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UserOrder"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"list"},"name":{"kind":"Name","value":"users"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"search"},"value":{"kind":"Variable","name":{"kind":"Name","value":"search"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"lastName"}},{"kind":"Field","name":{"kind":"Name","value":"isStaff"}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"all"},"name":{"kind":"Name","value":"users"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"0"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]} as unknown as DocumentNode<UserListQuery, UserListQueryVariables>;