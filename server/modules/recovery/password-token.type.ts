import { MaxLength } from "class-validator";
import { GraphQLDateTime } from "graphql-scalars";
import { Field, InputType, ObjectType } from "type-graphql";

import { absurdLength } from "../../foundation/graphql-kit/absurd-length.js";
import { type Payload, UserErrorType } from "../../foundation/graphql-kit/user-error.type.js";
import type { UserError } from "../../foundation/kernel/user-error.js";
import type { UsableToken } from "./password-tokens.service.js";

/** What a mailed token is good for; each kind has a type of its own. */
@ObjectType()
export abstract class PasswordTokenType {
  @Field(() => Boolean, { description: "Whether it would be taken now." })
  valid!: boolean;

  @Field(() => String, { nullable: true, description: "Whose password it sets, for password managers; null unless valid." })
  username!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: "When it ends; null unless valid." })
  expiresAt!: Date | null;
}

/** The input of a mutation that uses a mailed token; each kind has a type of its own. */
@InputType()
export abstract class PasswordTokenInput {
  @Field(() => String, { description: "The token from the mailed link." })
  @MaxLength(absurdLength)
  token!: string;

  @Field(() => String, { description: "See `authConfig.passwordPolicy` for the rules." })
  @MaxLength(absurdLength)
  newPassword!: string;
}

/** The answer of a mutation that uses a mailed token; each kind has a type of its own. */
@ObjectType()
export abstract class PasswordTokenPayload implements Payload {
  @Field(() => [UserErrorType], {
    description: "`TOKEN_INVALID`, `TOKEN_EXPIRED`, `TOKEN_USED`, or all rules that the new password breaks; the token stays good then.",
  })
  userErrors!: UserErrorType[];
}

/** Shows a token to the API; of one that is no good, only that. */
export function toPasswordTokenType(found: UsableToken | UserError): PasswordTokenType {
  if ("code" in found) return { valid: false, username: null, expiresAt: null };
  return { valid: true, username: found.user.username, expiresAt: found.token.expiresAt };
}
