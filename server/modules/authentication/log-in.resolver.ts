import { Arg, Ctx, Mutation, Resolver } from "type-graphql";

import { Emits, RateLimited } from "../../foundation/graphql-kit/annotations.js";
import { ChecksCredentials, Public, RequireLogin } from "../../foundation/graphql-kit/access.js";
import { AllowWhileImpersonating } from "../../foundation/graphql-kit/while-impersonating.js";
import { payloadOf } from "../../foundation/graphql-kit/user-error.type.js";
import { toUserType } from "../accounts/user.type.js";
import { requireSession, type SessionContext } from "../sessions/session-context.js";
import type { SessionHandover } from "../sessions/session-handover.js";
import { toSessionType } from "../sessions/session.type.js";
import type { ChangePasswordService } from "./change-password.service.js";
import type { LogInService } from "./log-in.service.js";
import { ChangePasswordInput, ChangePasswordPayload, LogInInput, LogInPayload, LogOutPayload } from "./log-in.type.js";

@Resolver()
export class LogInResolver {
  constructor(
    private readonly logIns: LogInService,
    private readonly passwordChanges: ChangePasswordService,
    private readonly handover: SessionHandover,
  ) {}

  @Public()
  @ChecksCredentials()
  @RateLimited("GATEHOUSE_THROTTLE_LOG_IN", "GATEHOUSE_THROTTLE_LOG_IN_FAILED", "GATEHOUSE_LOCKOUT_FREE_FAILURES")
  @Emits("userLoggedIn", "userLoginFailed")
  @Mutation(() => LogInPayload, {
    description:
      'Opens a session. A session that the request came with ends.\n\nExample: `mutation { logIn(input: {identifier: "ada", password: "…"}) { user { username } challenge { __typename token } userErrors { code message } } }`',
  })
  async logIn(
    @Arg("input", () => LogInInput, { description: "Who, and how." }) input: LogInInput,
    @Ctx() context: SessionContext,
  ): Promise<LogInPayload> {
    return payloadOf(async () => {
      const { identifier, password, rememberMe, deviceName, staffOnly, delivery } = input;
      const request = { identifier, password, isRemembered: rememberMe, deviceName: deviceName || null, isStaffOnly: staffOnly };
      const { user, opened, deviceStamp } = await this.logIns.logIn(request, context);
      const token = this.handover.deliver(opened, delivery, context);
      if (delivery === "COOKIE" && rememberMe) context.devices.remember(user.id, deviceStamp);
      return { user: toUserType(user), session: toSessionType(opened.session, opened.session.id), token, challenge: null };
    });
  }

  @Public()
  @AllowWhileImpersonating()
  @Emits("userLoggedOut")
  @Mutation(() => LogOutPayload, {
    description:
      "Ends the session of this request; does no harm without one. While you act as somebody else, ends that and your own session.",
  })
  async logOut(@Ctx() context: SessionContext): Promise<LogOutPayload> {
    return payloadOf(async () => {
      await this.logIns.logOut(context.live, context.source);
      if (context.delivery !== "BEARER") context.cookie.clear();
      return { loggedOut: context.live !== null };
    });
  }

  @RequireLogin()
  @ChecksCredentials()
  @RateLimited("GATEHOUSE_THROTTLE_CHANGE_PASSWORD", "GATEHOUSE_LOCKOUT_FREE_FAILURES")
  @Emits("passwordChanged")
  @Mutation(() => ChangePasswordPayload, {
    description: "Changes your password, ends all your other sessions, gives this one a new token, and tells you by mail.",
  })
  async changePassword(
    @Arg("input", () => ChangePasswordInput, { description: "Old and new." }) input: ChangePasswordInput,
    @Ctx() context: SessionContext,
  ): Promise<ChangePasswordPayload> {
    return payloadOf(async () => {
      const live = requireSession(context);
      const { opened, deviceStamp } = await this.passwordChanges.change(input, live, context.source);
      const delivery = context.delivery ?? "COOKIE";
      const token = this.handover.deliver(opened, delivery, context);
      if (delivery === "COOKIE" && opened.session.isRemembered) context.devices.remember(live.user.id, deviceStamp);
      return { user: toUserType(live.user), session: toSessionType(opened.session, opened.session.id), token };
    });
  }
}
