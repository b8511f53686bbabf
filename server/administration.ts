import type { Database } from "./foundation/platform/database/database.js";
import type { Jobs } from "./foundation/platform/jobs/jobs.js";
import type { Settings } from "./foundation/platform/settings/load-settings.js";
import { PasswordSummariesService } from "./modules/accounts/password-summaries.service.js";
import { PermissionHoldersService } from "./modules/accounts/permission-holders.js";
import { UserChangesService } from "./modules/accounts/user-changes.service.js";
import { UserListsService } from "./modules/accounts/user-lists.service.js";
import type { UserPermissionsService } from "./modules/accounts/user-permissions.service.js";
import type { UsersService } from "./modules/accounts/users.service.js";
import { BulkBatches } from "./modules/admin/bulk/bulk-batches.js";
import { BulkChangesService } from "./modules/admin/bulk/bulk-changes.service.js";
import { BulkProgress } from "./modules/admin/bulk/bulk-progress.js";
import { BulkTargets } from "./modules/admin/bulk/bulk-targets.js";
import { djangoDelegation, strictDelegation } from "./modules/admin/staff/delegation.js";
import { DeletePreviewService } from "./modules/admin/preview/delete-preview.service.js";
import { GroupEditingService } from "./modules/admin/groups/group-editing.service.js";
import { ImpersonationService } from "./modules/admin/one-user/impersonation.service.js";
import { ManyUsersService } from "./modules/admin/many-users/many-users.service.js";
import { ResourceTypeEditingService } from "./modules/admin/resource-types/resource-type-editing.service.js";
import { StaffHistory } from "./modules/admin/staff/staff-history.js";
import { StaffTransactions } from "./modules/admin/staff/staff-transactions.js";
import { TargetUsers } from "./modules/admin/staff/target-users.js";
import { UserEditingService } from "./modules/admin/one-user/user-editing.service.js";
import { UserInvitationsService } from "./modules/admin/one-user/user-invitations.service.js";
import { UserPasswordsService } from "./modules/admin/one-user/user-passwords.service.js";
import { UserSessionsService } from "./modules/admin/one-user/user-sessions.service.js";
import { UserSelections } from "./modules/admin/many-users/user-selections.js";
import { UserWorks } from "./modules/admin/many-users/user-works.js";
import { WantedRights } from "./modules/admin/staff/wanted-rights.js";
import type { AuditService } from "./modules/audit/audit.service.js";
import type { AuthenticationHooks } from "./modules/authentication/authentication.hooks.js";
import type { SetPasswordService } from "./modules/authentication/set-password.service.js";
import { GroupsService } from "./modules/groups/groups.service.js";
import { GroupChangesService } from "./modules/groups/group-changes.service.js";
import type { HasherList } from "./modules/passwords/hashers/hasher-list.js";
import type { PasswordsService } from "./modules/passwords/passwords.service.js";
import { PermissionsService } from "./modules/permissions/permissions.service.js";
import { ResourceTypeChangesService } from "./modules/permissions/resource-type-changes.service.js";
import { type CodeModels, ResourceTypesService } from "./modules/permissions/resource-types.service.js";
import type { InvitationsService } from "./modules/recovery/invitations.service.js";
import type { ImpersonatedSessions } from "./modules/sessions/impersonated-sessions.js";
import type { SessionsService } from "./modules/sessions/sessions.service.js";
import type { ThrottlingService } from "./modules/throttling/throttling.service.js";

/** What staff does to others, joined. */
export interface Administration {
  readonly manyUsers: ManyUsersService;
  readonly bulkChanges: BulkChangesService;
  readonly bulkBatches: BulkBatches;
  readonly userEditing: UserEditingService;
  readonly userPasswords: UserPasswordsService;
  readonly userInvitations: UserInvitationsService;
  readonly userSessions: UserSessionsService;
  readonly impersonation: ImpersonationService;
  readonly groupEditing: GroupEditingService;
  readonly resourceTypeEditing: ResourceTypeEditingService;
  readonly deletePreviews: DeletePreviewService;
  readonly resourceTypes: ResourceTypesService;
  readonly passwordSummaries: PasswordSummariesService;
}

/** What it stands on. */
export interface AdministrationBasis {
  readonly database: Database;
  readonly users: UsersService;
  readonly userPermissions: UserPermissionsService;
  readonly passwords: PasswordsService;
  readonly passwordSetting: SetPasswordService;
  readonly hooks: AuthenticationHooks;
  readonly invitations: InvitationsService;
  readonly throttling: ThrottlingService;
  readonly jobs: Jobs;
  readonly sessions: SessionsService;
  readonly impersonatedSessions: ImpersonatedSessions;
  readonly audit: AuditService;
}

/** What staff is shown of the program that runs. */
export interface ShownCode {
  readonly models: CodeModels;
  /** Makes the hashers that know the stored passwords. */
  readonly loadHashers: () => Promise<HasherList>;
}

/** Joins what staff does to others: the part of the composition that belongs to the admin module. */
export function createAdministration(
  { djangoDelegation: isLax, sharedEmails }: Settings,
  basis: AdministrationBasis,
  { models, loadHashers }: ShownCode,
): Administration {
  const { database, users, userPermissions, audit } = basis;
  const userChanges = new UserChangesService(database, { sharedEmails });
  const groupChanges = new GroupChangesService(database);
  const delegation = isLax ? djangoDelegation : strictDelegation;
  const targets = new TargetUsers(userChanges, delegation);
  const staff = new StaffTransactions(database, users, userPermissions);
  const wantedRights = new WantedRights(groupChanges, new PermissionsService(database));
  const resourceTypes = new ResourceTypesService(database, models);
  const parts = {
    ...basis,
    resourceTypes,
    userChanges,
    groupChanges,
    delegation,
    targets,
    staff,
    wantedRights,
    history: new StaffHistory(audit),
  };
  const bulkTargets = new BulkTargets(database);
  const bulkProgress = new BulkProgress({ ...basis, bulkTargets });
  const works = new UserWorks(parts);
  const bulkParts = { ...parts, bulkTargets, bulkProgress, works, selections: new UserSelections(database) };
  return {
    manyUsers: new ManyUsersService(bulkParts),
    bulkChanges: new BulkChangesService(bulkParts),
    bulkBatches: new BulkBatches(bulkParts),
    userEditing: new UserEditingService(parts),
    userPasswords: new UserPasswordsService(parts),
    userInvitations: new UserInvitationsService(parts),
    userSessions: new UserSessionsService(parts),
    impersonation: new ImpersonationService(parts),
    groupEditing: new GroupEditingService(parts),
    deletePreviews: new DeletePreviewService({ ...parts, userLists: new UserListsService(database), groups: new GroupsService(database) }),
    resourceTypes,
    passwordSummaries: new PasswordSummariesService(database, loadHashers),
    resourceTypeEditing: new ResourceTypeEditingService({
      ...parts,
      ownModels: models.ours,
      resourceTypeChanges: new ResourceTypeChangesService(database),
      permissionHolders: new PermissionHoldersService(database),
    }),
  };
}
