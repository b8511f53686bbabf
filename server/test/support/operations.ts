import type { GraphqlClient, Reply } from "./graphql-client.js";

/** A user error as clients see it. */
export interface UserErrorReply {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[] | null;
  readonly params: Readonly<Record<string, unknown>> | null;
}

/** What every payload has; other fields are null when there are errors. */
export interface PayloadReply {
  readonly userErrors: readonly UserErrorReply[];
  readonly user: { readonly id: string; readonly username: string } | null;
  readonly session: { readonly id: string } | null;
  readonly token: string | null;
}

const userErrors = "userErrors { code message path params }";

/** The documents of all mutations, by name; each takes its input as `$input`. */
export const mutations = {
  signUp: `mutation ($input: SignUpInput!) { payload: signUp(input: $input) { user { id username email firstName lastName } ${userErrors} } }`,
  logIn: `mutation ($input: LogInInput!) { payload: logIn(input: $input) { user { id username } session { id } token challenge { __typename } ${userErrors} } }`,
  logOut: `mutation { payload: logOut { loggedOut ${userErrors} } }`,
  changePassword: `mutation ($input: ChangePasswordInput!) { payload: changePassword(input: $input) { user { id username } session { id } token ${userErrors} } }`,
  requestPasswordReset: `mutation ($input: RequestPasswordResetInput!) { payload: requestPasswordReset(input: $input) { ${userErrors} } }`,
  confirmPasswordReset: `mutation ($input: ConfirmPasswordResetInput!) { payload: confirmPasswordReset(input: $input) { ${userErrors} } }`,
  acceptInvitation: `mutation ($input: AcceptInvitationInput!) { payload: acceptInvitation(input: $input) { ${userErrors} } }`,
  createFirstSuperuser: `mutation ($input: CreateFirstSuperuserInput!) { payload: createFirstSuperuser(input: $input) { user { id username } ${userErrors} } }`,
  impersonateUser: `mutation ($input: ImpersonateUserInput!) { payload: impersonateUser(input: $input) { user { id username } session { id } token ${userErrors} } }`,
  stopImpersonating: `mutation { payload: stopImpersonating { user { id username } session { id } token ${userErrors} } }`,
  updateProfile: `mutation ($input: UpdateProfileInput!) { payload: updateProfile(input: $input) { user { id username firstName lastName fullName } ${userErrors} } }`,
  revokeSession: `mutation ($input: RevokeSessionInput!) { payload: revokeSession(input: $input) { revokedSessionId ${userErrors} } }`,
  revokeOtherSessions: `mutation { payload: revokeOtherSessions { revokedCount ${userErrors} } }`,
} as const;

/** Name of a mutation. */
export type MutationName = keyof typeof mutations;

/** Sends a mutation and gives the whole answer, whatever it is. */
export async function send(
  client: GraphqlClient,
  name: MutationName,
  input: object = {},
): Promise<Reply<{ payload: PayloadReply | null }>> {
  return client.send(mutations[name], { input });
}

/** Sends a mutation that must be answered with a payload. */
export async function mutate(client: GraphqlClient, name: MutationName, input: object = {}): Promise<PayloadReply> {
  return (await client.ask<{ payload: PayloadReply }>(mutations[name], { input })).payload;
}

/** Logs in. */
export async function logIn(client: GraphqlClient, input: object): Promise<PayloadReply> {
  return mutate(client, "logIn", input);
}

/** Codes and places of user errors, such as `TOO_SHORT input.password`. */
export function faultsOf({ userErrors: errors }: Pick<PayloadReply, "userErrors">): string[] {
  return errors.map(({ code, path }) => (path === null ? code : `${code} ${path.join(".")}`));
}

/** Name of the user whose session a client holds; null for nobody. */
export async function whoIs(client: GraphqlClient): Promise<string | null> {
  const { viewer } = await client.ask<{ viewer: { user: { username: string } } | null }>("{ viewer { user { username } } }");
  return viewer?.user.username ?? null;
}
