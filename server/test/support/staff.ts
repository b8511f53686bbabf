import { newId } from "../../foundation/kernel/ids.js";
import type { GraphqlClient, Reply } from "./graphql-client.js";
import type { UserErrorReply } from "./operations.js";
import { clientOf, createPerson, type Person, type PersonWish } from "./people.js";
import type { TestServer } from "./test-server.js";

/** What tests ask of a bulk change. */
export const bulkChangeFields =
  "id kind state total done skippedCount skipped { userId username code } actorName startedAt finishedAt failure";

/** A bulk change as clients see it. */
export interface BulkChangeReply {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly total: number;
  readonly done: number;
  readonly skippedCount: number;
  readonly skipped: readonly { readonly userId: string; readonly username: string | null; readonly code: string }[];
  readonly actorName: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly failure: string | null;
}

/** What payloads of staff have; what is not asked for is absent. */
export interface StaffPayload {
  readonly userErrors: readonly UserErrorReply[];
  readonly users: readonly { readonly id: string; readonly isActive: boolean; readonly version: number }[] | null;
  readonly user: (Readonly<Record<string, unknown>> & { readonly id: string; readonly version: number }) | null;
  readonly group: { readonly id: string; readonly name: string; readonly version: number } | null;
  readonly resourceType: { readonly id: string; readonly name: string; readonly label: string } | null;
  readonly deletedResourceTypeId: string | null;
  readonly deletedGroupIds: readonly string[] | null;
  readonly deletedUserIds: readonly string[] | null;
  readonly revokedCount: number | null;
  readonly revokedSessionId: string | null;
  readonly bulkChange: BulkChangeReply | null;
  readonly downloadUrl: string | null;
  readonly expiresAt: string | null;
}

const userFields = "id username email firstName lastName isActive isStaff isSuperuser joinedAt lastLoginAt version";
const bulkChange = `bulkChange { ${bulkChangeFields} }`;
const userErrors = "userErrors { code message path params }";

/** The documents of all mutations of staff, by name; each takes its input as `$input`. */
export const staffMutations = {
  activateUsers: `mutation ($input: ActivateUsersInput!) { payload: activateUsers(input: $input) { users { id isActive version } ${bulkChange} ${userErrors} } }`,
  deactivateUsers: `mutation ($input: DeactivateUsersInput!) { payload: deactivateUsers(input: $input) { users { id isActive version } ${bulkChange} ${userErrors} } }`,
  deleteUsers: `mutation ($input: DeleteUsersInput!) { payload: deleteUsers(input: $input) { deletedUserIds ${bulkChange} ${userErrors} } }`,
  revokeUserSessions: `mutation ($input: RevokeUserSessionsInput!) { payload: revokeUserSessions(input: $input) { revokedCount ${bulkChange} ${userErrors} } }`,
  revokeUserSession: `mutation ($input: RevokeUserSessionInput!) { payload: revokeUserSession(input: $input) { revokedSessionId ${userErrors} } }`,
  addUsersToGroup: `mutation ($input: AddUsersToGroupInput!) { payload: addUsersToGroup(input: $input) { users { id isActive version } ${bulkChange} ${userErrors} } }`,
  removeUsersFromGroup: `mutation ($input: RemoveUsersFromGroupInput!) { payload: removeUsersFromGroup(input: $input) { users { id isActive version } ${bulkChange} ${userErrors} } }`,
  grantUserPermissions: `mutation ($input: GrantUserPermissionsInput!) { payload: grantUserPermissions(input: $input) { users { id isActive version } ${bulkChange} ${userErrors} } }`,
  revokeUserPermissions: `mutation ($input: RevokeUserPermissionsInput!) { payload: revokeUserPermissions(input: $input) { users { id isActive version } ${bulkChange} ${userErrors} } }`,
  createUser: `mutation ($input: CreateUserInput!) { payload: createUser(input: $input) { user { ${userFields} } ${userErrors} } }`,
  updateUser: `mutation ($input: UpdateUserInput!) { payload: updateUser(input: $input) { user { ${userFields} } ${userErrors} } }`,
  setUserPassword: `mutation ($input: SetUserPasswordInput!) { payload: setUserPassword(input: $input) { user { ${userFields} } ${userErrors} } }`,
  disableUserPassword: `mutation ($input: DisableUserPasswordInput!) { payload: disableUserPassword(input: $input) { user { ${userFields} } ${userErrors} } }`,
  sendPasswordReset: `mutation ($input: SendPasswordResetInput!) { payload: sendPasswordReset(input: $input) { ${userErrors} } }`,
  sendInvitation: `mutation ($input: SendInvitationInput!) { payload: sendInvitation(input: $input) { user { ${userFields} } ${userErrors} } }`,
  createGroup: `mutation ($input: CreateGroupInput!) { payload: createGroup(input: $input) { group { id name version } ${userErrors} } }`,
  updateGroup: `mutation ($input: UpdateGroupInput!) { payload: updateGroup(input: $input) { group { id name version } ${userErrors} } }`,
  createResourceType: `mutation ($input: CreateResourceTypeInput!) { payload: createResourceType(input: $input) { resourceType { id name label } ${userErrors} } }`,
  updateResourceType: `mutation ($input: UpdateResourceTypeInput!) { payload: updateResourceType(input: $input) { resourceType { id name label } ${userErrors} } }`,
  deleteResourceType: `mutation ($input: DeleteResourceTypeInput!) { payload: deleteResourceType(input: $input) { deletedResourceTypeId ${userErrors} } }`,
  exportUsers: `mutation ($input: ExportUsersInput!) { payload: exportUsers(input: $input) { downloadUrl expiresAt ${userErrors} } }`,
  exportLogEntries: `mutation ($input: ExportLogEntriesInput!) { payload: exportLogEntries(input: $input) { downloadUrl expiresAt ${userErrors} } }`,
  deleteGroups: `mutation ($input: DeleteGroupsInput!) { payload: deleteGroups(input: $input) { deletedGroupIds ${userErrors} } }`,
} as const;

/** Name of a mutation of staff. */
export type StaffMutationName = keyof typeof staffMutations;

/** Sends a mutation and gives the whole answer, whatever it is. */
export async function sendAsStaff(
  client: GraphqlClient,
  name: StaffMutationName,
  input: object,
): Promise<Reply<{ payload: StaffPayload | null }>> {
  return client.send(staffMutations[name], { input });
}

/** Sends a mutation that must be answered with a payload. */
export async function administer(client: GraphqlClient, name: StaffMutationName, input: object): Promise<StaffPayload> {
  return (await client.ask<{ payload: StaffPayload }>(staffMutations[name], { input })).payload;
}

/** A client of a new member of staff. */
export async function staffWith(server: TestServer, wish: PersonWish): Promise<GraphqlClient> {
  return clientOf(server, await createPerson(server, { isStaff: true, ...wish }));
}

/** The id of a user in the API. */
export function userId({ id }: Pick<Person, "id">): string {
  return Buffer.from(`User:${id}`).toString("base64url");
}

/** Makes a group without the API, and gives its key. */
export async function createGroup({ database }: TestServer, permissions: readonly string[] = []): Promise<string> {
  const id = newId();
  await database.execute("INSERT INTO groups (id, name) VALUES ($1, $2)", [id, `group ${id}`]);
  await database.execute(
    "INSERT INTO group_permissions (group_id, permission_id) SELECT $1, id FROM permissions WHERE app_label || '.' || codename = ANY($2)",
    [id, permissions],
  );
  return id;
}

/** The id of a group in the API. */
export function groupIdOf(key: string): string {
  return Buffer.from(`Group:${key}`).toString("base64url");
}

/** Logs somebody in anew; gives the client, and the id of its session in the API. */
export async function sessionOf(server: TestServer, person: Person): Promise<{ readonly client: GraphqlClient; readonly id: string }> {
  const client = await clientOf(server, person);
  return { client, id: (await client.ask<{ viewer: { session: { id: string } } }>("{ viewer { session { id } } }")).viewer.session.id };
}

/** What the log says was done to an object, oldest first. */
export async function historyOf(
  { database }: TestServer,
  { id }: { readonly id: string },
): Promise<{ action: string; actor_name: string; details: { changes?: object; sessions?: number } }[]> {
  return database.query(
    "SELECT action, actor_name, details FROM log_entries WHERE object_id = $1 AND action NOT IN ('LOG_IN', 'LOG_OUT') ORDER BY occurred_at",
    [id],
  );
}
