import { ArrayMaxSize, MaxLength } from "class-validator";
import { GraphQLDateTime } from "graphql-scalars";
import { Field, ID, InputType, Int } from "type-graphql";

import { absurdLength } from "../../../foundation/graphql-kit/absurd-length.js";
import { keyOfNodeId } from "../../../foundation/graphql-kit/node-id.js";
import { UserErrors } from "../../../foundation/kernel/user-error.js";
import type { ChangedUserForm, NewUserForm, UserForm } from "./user-editing.service.js";
import { mostTargets } from "../many-users/many-users.inputs.js";

@InputType()
abstract class UserFormInput {
  @Field(() => String, { nullable: true, description: "Address that mails go to; empty for none." })
  @MaxLength(absurdLength)
  email?: string | null;

  @Field(() => String, { nullable: true, description: "Given name, at most 150 characters." })
  @MaxLength(absurdLength)
  firstName?: string | null;

  @Field(() => String, { nullable: true, description: "Family name, at most 150 characters." })
  @MaxLength(absurdLength)
  lastName?: string | null;

  @Field(() => Boolean, { nullable: true, description: "Whether the user may log in. Deactivating is preferred to deleting." })
  isActive?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "Whether the user may enter the admin console. Only superusers may set it." })
  isStaff?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "Whether the user holds every permission. Only superusers may set it." })
  isSuperuser?: boolean | null;

  @Field(() => [ID], {
    nullable: true,
    description: "All groups the user is to be in, by id; others are left. You can give what you hold.",
  })
  @ArrayMaxSize(mostTargets)
  groupIds?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "All permissions the user is to hold directly, by name. You can give what you hold.",
  })
  @ArrayMaxSize(mostTargets)
  permissions?: string[] | null;
}

@InputType({ description: "A user to be made." })
export class CreateUserInput extends UserFormInput {
  @Field(() => String, { description: "Name to log in with: letters, digits and `@ . + - _`, at most 150 characters." })
  @MaxLength(absurdLength)
  username!: string;

  @Field(() => String, {
    nullable: true,
    description: "See `authConfig.passwordPolicy` for the rules. Without one, no password opens the account.",
  })
  @MaxLength(absurdLength)
  password?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Whether to mail the user a link to choose the first password. Takes an address, and no `password`.",
  })
  invite!: boolean;
}

@InputType({ description: "Changes of a user; absent fields stay as they are." })
export class UpdateUserInput extends UserFormInput {
  @Field(() => ID, { description: "Whom to change." })
  id!: string;

  @Field(() => Int, {
    nullable: true,
    description: "`User.version` as you saw it: if it is another by now, nothing is changed. Absent to overwrite.",
  })
  version?: number | null;

  @Field(() => String, { nullable: true, description: "Name to log in with: letters, digits and `@ . + - _`, at most 150 characters." })
  @MaxLength(absurdLength)
  username?: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: "When the account was made." })
  joinedAt?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: "When the user last logged in; null for never." })
  lastLoginAt?: Date | null;
}

/** The form that an input is. */
export function toNewUserForm(input: CreateUserInput): NewUserForm {
  return { ...toUserForm(input), username: input.username, password: input.password ?? undefined, isInvited: input.invite };
}

/**
 * The form that an input is.
 *
 * @throws UserErrors `REQUIRED` when the day of joining is taken away
 */
export function toChangedUserForm(input: UpdateUserInput): ChangedUserForm {
  const { version = null, joinedAt, lastLoginAt, username } = input;
  if (joinedAt === null) throw new UserErrors([{ code: "REQUIRED", message: "Every user has joined once.", path: ["input", "joinedAt"] }]);
  return { ...toUserForm(input), id: keyOfNodeId("User", input.id) ?? "", version, username, joinedAt, lastLoginAt };
}

function toUserForm({ email, firstName, lastName, isActive, isStaff, isSuperuser, groupIds, permissions }: UserFormInput): UserForm {
  return {
    email,
    firstName,
    lastName,
    isActive: isActive ?? undefined,
    isStaff: isStaff ?? undefined,
    isSuperuser: isSuperuser ?? undefined,
    groupIds: groupIds?.map((id) => keyOfNodeId("Group", id) ?? ""),
    permissions: permissions ?? undefined,
  };
}
