import type { GraphQLSchema } from "graphql";
import type { Administration } from "./administration.js";
import { buildGatehouseSchema, type ResolverClass } from "./edges/graphql-server/schema.js";
import { NodesResolver } from "./foundation/graphql-kit/nodes.resolver.js";
import type { Database } from "./foundation/platform/database/database.js";
import { EffectivePermissionsResolver } from "./modules/accounts/effective-permissions.resolver.js";
import { GroupMembersResolver } from "./modules/accounts/group-members.resolver.js";
import { PasswordSummaryResolver } from "./modules/accounts/password-summary.resolver.js";
import { ProfileResolver } from "./modules/accounts/profile.resolver.js";
import type { ProfileService } from "./modules/accounts/profile.service.js";
import { BulkChangesResolver } from "./modules/admin/bulk/bulk-changes.resolver.js";
import { AppListResolver } from "./modules/admin/preview/app-list.resolver.js";
import { DeletePreviewResolver } from "./modules/admin/preview/delete-preview.resolver.js";
import { GroupEditingResolver } from "./modules/admin/groups/group-editing.resolver.js";
import { ListExportsResolver } from "./modules/exports/list-exports.resolver.js";
import type { ListExportsService } from "./modules/exports/list-exports.service.js";
import { ManyUsersResolver } from "./modules/admin/many-users/many-users.resolver.js";
import { ImpersonationResolver } from "./modules/admin/one-user/impersonation.resolver.js";
import { LogEntriesResolver } from "./modules/audit/log-entries.resolver.js";
import { UserFacetsResolver } from "./modules/accounts/user-facets.resolver.js";
import { UserHoldingsResolver } from "./modules/accounts/user-holdings.resolver.js";
import { UserListsService } from "./modules/accounts/user-lists.service.js";
import { UserHistoryResolver } from "./modules/accounts/user-history.resolver.js";
import { UsersResolver } from "./modules/accounts/users.resolver.js";
import type { UsersService } from "./modules/accounts/users.service.js";
import type { ChangePasswordService } from "./modules/authentication/change-password.service.js";
import { LogInResolver } from "./modules/authentication/log-in.resolver.js";
import type { LogInService } from "./modules/authentication/log-in.service.js";
import { GroupHistoryResolver } from "./modules/groups/group-history.resolver.js";
import { GroupsResolver } from "./modules/groups/groups.resolver.js";
import { GroupsService } from "./modules/groups/groups.service.js";
import { PermissionGroupsResolver } from "./modules/groups/permission-groups.resolver.js";
import { PermissionResourceTypeResolver } from "./modules/permissions/permission-resource-type.resolver.js";
import { PermissionsResolver } from "./modules/permissions/permissions.resolver.js";
import { PermissionsService } from "./modules/permissions/permissions.service.js";
import { ResourceTypesResolver } from "./modules/permissions/resource-types.resolver.js";
import { InvitationsResolver } from "./modules/recovery/invitations.resolver.js";
import type { PasswordTokensService } from "./modules/recovery/password-tokens.service.js";
import { RecoveryResolver } from "./modules/recovery/recovery.resolver.js";
import type { RecoveryService } from "./modules/recovery/recovery.service.js";
import { ResourceTypeEditingResolver } from "./modules/admin/resource-types/resource-type-editing.resolver.js";
import { UserEditingResolver } from "./modules/admin/one-user/user-editing.resolver.js";
import { UserInvitationsResolver } from "./modules/admin/one-user/user-invitations.resolver.js";
import { UserPasswordsResolver } from "./modules/admin/one-user/user-passwords.resolver.js";
import { UserSessionsResolver } from "./modules/admin/one-user/user-sessions.resolver.js";
import { UserRightsResolver } from "./modules/admin/many-users/user-rights.resolver.js";
import { type AuthConfigParts, AuthConfigResolver } from "./modules/registration/auth-config.resolver.js";
import { FirstSuperuserResolver } from "./modules/registration/first-superuser.resolver.js";
import type { FirstSuperuserService } from "./modules/registration/first-superuser.service.js";
import { SignUpResolver } from "./modules/registration/sign-up.resolver.js";
import type { SignUpService } from "./modules/registration/sign-up.service.js";
import type { OwnSessionsService } from "./modules/sessions/own-sessions.service.js";
import type { SessionHandover } from "./modules/sessions/session-handover.js";
import { SessionsResolver } from "./modules/sessions/sessions.resolver.js";
import type { SessionsService } from "./modules/sessions/sessions.service.js";
import { ViewerResolver } from "./modules/sessions/viewer.resolver.js";

/** Every class with GraphQL fields. */
const resolverClasses: readonly ResolverClass[] = [
  AppListResolver,
  AuthConfigResolver,
  BulkChangesResolver,
  DeletePreviewResolver,
  EffectivePermissionsResolver,
  FirstSuperuserResolver,
  GroupEditingResolver,
  GroupHistoryResolver,
  GroupMembersResolver,
  GroupsResolver,
  ImpersonationResolver,
  InvitationsResolver,
  ListExportsResolver,
  LogEntriesResolver,
  LogInResolver,
  ManyUsersResolver,
  NodesResolver,
  PasswordSummaryResolver,
  PermissionGroupsResolver,
  PermissionResourceTypeResolver,
  PermissionsResolver,
  ProfileResolver,
  RecoveryResolver,
  ResourceTypeEditingResolver,
  ResourceTypesResolver,
  SessionsResolver,
  SignUpResolver,
  UserEditingResolver,
  UserHistoryResolver,
  UserFacetsResolver,
  UserHoldingsResolver,
  UserInvitationsResolver,
  UserPasswordsResolver,
  UserRightsResolver,
  UserSessionsResolver,
  UsersResolver,
  ViewerResolver,
];

/** The GraphQL schema, which is the same for every installation. */
export async function buildSchema(): Promise<GraphQLSchema> {
  return buildGatehouseSchema(resolverClasses);
}

/** What the doors open to. */
export interface ResolverServices extends AuthConfigParts {
  readonly database: Database;
  readonly users: UsersService;
  readonly sessions: SessionsService;
  readonly ownSessions: OwnSessionsService;
  readonly logIns: LogInService;
  readonly passwordChanges: ChangePasswordService;
  readonly profiles: ProfileService;
  readonly recovery: RecoveryService;
  readonly resetTokens: PasswordTokensService;
  readonly invitationTokens: PasswordTokensService;
  readonly administration: Administration;
  readonly firstSuperuser: FirstSuperuserService;
  readonly signUps: SignUpService;
  readonly handover: SessionHandover;
  readonly listExports: ListExportsService;
}

/** Makes the resolver objects of one installation, by class. */
export function createResolvers(services: ResolverServices): ReadonlyMap<unknown, object> {
  const { logIns, passwordChanges, profiles, recovery, resetTokens, invitationTokens, signUps, firstSuperuser } = services;
  const { administration, handover } = services;
  const resolvers = [
    new AppListResolver(),
    new AuthConfigResolver(services),
    new LogInResolver(logIns, passwordChanges, handover),
    new ListExportsResolver(services.listExports),
    new ProfileResolver(profiles),
    new RecoveryResolver(recovery, resetTokens),
    new InvitationsResolver(invitationTokens),
    new SignUpResolver(signUps),
    new FirstSuperuserResolver(firstSuperuser),
    new ViewerResolver(),
    ...createNodeResolvers(services),
    new ImpersonationResolver(administration.impersonation, handover),
    ...createAdminResolvers(administration),
  ];
  return new Map(resolvers.map((resolver) => [resolver.constructor, resolver]));
}

function createAdminResolvers(administration: Administration): object[] {
  return [
    new ManyUsersResolver(administration.manyUsers),
    new UserRightsResolver(administration.manyUsers),
    new UserEditingResolver(administration.userEditing),
    new UserPasswordsResolver(administration.userPasswords),
    new UserInvitationsResolver(administration.userInvitations),
    new UserSessionsResolver(administration.userSessions),
    new GroupEditingResolver(administration.groupEditing),
    new PasswordSummaryResolver(administration.passwordSummaries),
    new DeletePreviewResolver(administration.deletePreviews),
    new ResourceTypeEditingResolver(administration.resourceTypeEditing),
  ];
}

/** The doors to everything that has an id, with those that join it, and the one that takes any id. */
function createNodeResolvers({ database, users, sessions, ownSessions, administration }: ResolverServices): object[] {
  const userLists = new UserListsService(database);
  const groups = new GroupsService(database);
  const sources = [
    new UsersResolver(users, userLists),
    new GroupsResolver(groups),
    new PermissionsResolver(new PermissionsService(database)),
    new SessionsResolver(sessions, ownSessions),
    new BulkChangesResolver(administration.bulkChanges),
    new ResourceTypesResolver(administration.resourceTypes),
    new LogEntriesResolver(database),
  ];
  return [
    ...sources,
    new NodesResolver(sources),
    new UserHistoryResolver(database),
    new GroupHistoryResolver(database),
    new UserFacetsResolver(userLists),
    new UserHoldingsResolver(userLists),
    new EffectivePermissionsResolver(userLists),
    new GroupMembersResolver(userLists),
    new PermissionGroupsResolver(groups),
    new PermissionResourceTypeResolver(administration.resourceTypes),
  ];
}
