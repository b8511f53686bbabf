import { GraphQLDateTime } from "graphql-scalars";
import { MaxLength } from "class-validator";
import { Field, InputType, InterfaceType, ObjectType } from "type-graphql";

import { type Payload, UserErrorType } from "../../foundation/graphql-kit/user-error.type.js";
import { UserType } from "../accounts/user.type.js";
import { absurdLength } from "../../foundation/graphql-kit/absurd-length.js";
import { type SessionDelivery, SessionDeliveryEnum } from "../sessions/session-context.js";
import { SessionType } from "../sessions/session.type.js";

@InputType({ description: "Who logs in, and how the session is to be delivered." })
export class LogInInput {
  @Field(() => String, { description: "Username or email address, as `authConfig.logInIdentifiers` allows." })
  @MaxLength(absurdLength)
  identifier!: string;

  @Field(() => String, { description: "The password, exactly as typed." })
  @MaxLength(absurdLength)
  password!: string;

  @Field(() => Boolean, { defaultValue: true, description: "Whether the cookie outlives the browser." })
  rememberMe!: boolean;

  @Field(() => String, { nullable: true, description: "A name for the device, shown in the list of sessions; at most 100 characters." })
  @MaxLength(absurdLength)
  deviceName?: string | null;

  @Field(() => SessionDeliveryEnum, { defaultValue: "COOKIE", description: "How the session token is to travel." })
  delivery!: SessionDelivery;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Refuse accounts that are not staff, with `INVALID_CREDENTIALS`; for doors that only staff may use.",
  })
  staffOnly!: boolean;
}

@InterfaceType({
  description:
    "A further step before a session is opened. Answer it with the mutation of its type; show “unknown step, please update” for types you do not know. No type exists yet.",
})
export abstract class LogInChallenge {
  @Field(() => String, { description: "Stands for the half-finished log-in; opens nothing by itself." })
  token!: string;

  @Field(() => GraphQLDateTime, { description: "When the log-in has to be begun anew." })
  expiresAt!: Date;
}

@ObjectType({ description: "Answer of every mutation that logs in: a session, or a challenge, or errors." })
export class LogInPayload implements Payload {
  @Field(() => SessionType, { nullable: true, description: "The new session." })
  session?: SessionType;

  @Field(() => UserType, { nullable: true, description: "Who is logged in now." })
  user?: UserType;

  @Field(() => String, { nullable: true, description: "The session token, for `delivery: BEARER` only. It is shown once." })
  token?: string | null;

  @Field(() => LogInChallenge, { nullable: true, description: "The next step, when the password alone is not enough." })
  challenge?: LogInChallenge | null;

  @Field(() => [UserErrorType], { description: "`INVALID_CREDENTIALS` whatever the reason: wrong, unknown, inactive." })
  userErrors!: UserErrorType[];
}

@ObjectType({ description: "Answer of `logOut`." })
export class LogOutPayload implements Payload {
  @Field(() => Boolean, { nullable: true, description: "Whether there was a session to end." })
  loggedOut?: boolean;

  @Field(() => [UserErrorType], { description: "Always empty at present." })
  userErrors!: UserErrorType[];
}

@InputType({ description: "A change of the own password." })
export class ChangePasswordInput {
  @Field(() => String, { description: "The password until now." })
  @MaxLength(absurdLength)
  currentPassword!: string;

  @Field(() => String, { description: "See `authConfig.passwordPolicy` for the rules." })
  @MaxLength(absurdLength)
  newPassword!: string;
}

@ObjectType({ description: "Answer of `changePassword`." })
export class ChangePasswordPayload implements Payload {
  @Field(() => UserType, { nullable: true, description: "You; null when nothing was changed." })
  user?: UserType;

  @Field(() => SessionType, { nullable: true, description: "Your session, which goes on under a new token; all others have ended." })
  session?: SessionType;

  @Field(() => String, {
    nullable: true,
    description: "The new token when the session travels as `BEARER`; the old one is void. It is shown once.",
  })
  token?: string | null;

  @Field(() => [UserErrorType], { description: "`INVALID_CREDENTIALS` at `currentPassword`, and all rules that the new one breaks." })
  userErrors!: UserErrorType[];
}
