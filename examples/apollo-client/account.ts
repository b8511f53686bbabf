import type { ApolloClient } from "@apollo/client/core";

import type { TokenHolder } from "./client.js";
import { requireNoUserErrors, withPatience } from "./errors.js";
import type { ChangePasswordInput, OwnSessionsQuery, SignUpInput, UpdateProfileInput, ViewerQuery } from "./generated/graphql.js";
import {
  changePasswordMutation,
  logInMutation,
  logOutMutation,
  ownSessionsQuery,
  signUpMutation,
  updateProfileMutation,
  viewerQuery,
} from "./operations.js";

/** Who is logged in. */
export type Viewer = NonNullable<ViewerQuery["viewer"]>;

/** A device on which the user is logged in. */
export type OwnSession = NonNullable<NonNullable<OwnSessionsQuery["me"]>["sessions"]>[number];

/** What the screens of an app call. Every method throws a `FormError`, or an error that `explain` puts into words. */
export class Account {
  constructor(
    private readonly client: ApolloClient,
    private readonly holder: TokenHolder,
  ) {}

  /** Makes an account; log in next. */
  async signUp(input: SignUpInput): Promise<void> {
    const { data } = await withPatience(() => this.client.mutate({ mutation: signUpMutation, variables: { input } }));
    requireNoUserErrors(data?.signUp.userErrors ?? []);
  }

  /** Logs in and keeps the token. */
  async logIn(identifier: string, password: string, deviceName: string): Promise<void> {
    const input = { identifier, password, deviceName, delivery: "BEARER" } as const;
    const { data } = await withPatience(() => this.client.mutate({ mutation: logInMutation, variables: { input } }));
    requireNoUserErrors(data?.logIn.userErrors ?? []);
    const { token, challenge } = data?.logIn ?? {};
    if (challenge) throw new Error("The log-in needs a step that this program does not know; update it.");
    await this.become(token ?? null);
  }

  /** Who is logged in; null when nobody is, or when the session ended meanwhile. */
  async viewer(): Promise<Viewer | null> {
    const { data } = await this.client.query({ query: viewerQuery, fetchPolicy: "network-only" });
    return data?.viewer ?? null;
  }

  /** Changes the own names. Other parts of the app see them at once, because the answer carries the user's id. */
  async updateProfile(input: UpdateProfileInput): Promise<void> {
    const { data } = await this.client.mutate({ mutation: updateProfileMutation, variables: { input } });
    requireNoUserErrors(data?.updateProfile.userErrors ?? []);
  }

  /** Changes the password. All other devices are logged out; this one goes on with a new token. */
  async changePassword(input: ChangePasswordInput): Promise<void> {
    const { data } = await withPatience(() => this.client.mutate({ mutation: changePasswordMutation, variables: { input } }));
    requireNoUserErrors(data?.changePassword.userErrors ?? []);
    // The old token is void from now on.
    this.holder.token = data?.changePassword.token ?? null;
  }

  /** Where the user is logged in. */
  async sessions(): Promise<readonly OwnSession[]> {
    const { data } = await this.client.query({ query: ownSessionsQuery, fetchPolicy: "network-only" });
    return data?.me?.sessions ?? [];
  }

  /** Logs out on this device. */
  async logOut(): Promise<void> {
    await this.client.mutate({ mutation: logOutMutation });
    await this.become(null);
  }

  /** Takes another identity. What the cache holds belongs to the one before. */
  private async become(token: string | null): Promise<void> {
    this.holder.token = token;
    await this.client.clearStore();
  }
}
