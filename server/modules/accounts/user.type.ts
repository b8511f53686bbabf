import { GraphQLDateTime } from "graphql-scalars";
import { Field, Int, ObjectType } from "type-graphql";

import { type Connection, connectionTypeOf } from "../../foundation/graphql-kit/connection.js";
import { toNodeId } from "../../foundation/graphql-kit/node-id.js";
import { NodeInterface } from "../../foundation/graphql-kit/node.type.js";
import type { GroupType } from "../groups/group.type.js";
import type { UserRecord } from "./user-record.js";
import type { UserSelection } from "./users.queries.js";

@ObjectType("User", { implements: NodeInterface, description: "A person who can log in." })
export class UserType extends NodeInterface {
  @Field(() => String, { description: "Name to log in with, as the person wrote it (Unicode NFKC). Unique ignoring case." })
  username!: string;

  @Field(() => String, { description: "Given name; empty when unknown." })
  firstName!: string;

  @Field(() => String, { description: "Family name; empty when unknown." })
  lastName!: string;

  @Field(() => String, { description: "First and last name with a space between; empty when both are." })
  fullName!: string;

  @Field(() => String, { nullable: true, description: "Address that mails go to; empty when there is none, null when you may not see it." })
  email!: string | null;

  @Field(() => Boolean, { description: "Whether the user may log in. Deactivating is preferred to deleting." })
  isActive!: boolean;

  @Field(() => Boolean, { description: "Whether the user may enter the admin console. Grants no permission by itself." })
  isStaff!: boolean;

  @Field(() => Boolean, { description: "Whether the user holds every permission without being given any." })
  isSuperuser!: boolean;

  @Field(() => GraphQLDateTime, { description: "When the account was made." })
  joinedAt!: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: "When the user last logged in; null for never." })
  lastLoginAt!: Date | null;

  @Field(() => Int, {
    description: "Grows with every change but log-ins; give it back to `updateUser`, so that no change of others gets lost.",
  })
  version!: number;
  @Field(() => String, {
    nullable: true,
    description: "What the system that the user was imported from calls the user, such as the old number; null when there is none. Unique.",
  })
  externalId!: string | null;

  /** Key of the row, for field resolvers; not a field. */
  key!: string;

  /** The user's first groups by name, where they were read along; not a field. */
  firstGroups?: readonly GroupType[] | undefined;
}

/** The type of lists of users. */
export const UserConnection = connectionTypeOf("User", () => UserType);

/** A list of users that may know what it was narrowed by. */
export interface UserList extends Connection<UserType> {
  readonly selection?: UserSelection;
}

/**
 * Shows a user to the API, field by field.
 *
 * @param firstGroups all groups by name, or at least one more than a page has where the request does not say
 */
export function toUserType(user: UserRecord, firstGroups?: readonly GroupType[]): UserType {
  return {
    id: toNodeId("User", user.id),
    key: user.id,
    username: user.username,
    firstName: user.firstName,
    lastName: user.lastName,
    fullName: `${user.firstName} ${user.lastName}`.trim(),
    email: user.email,
    isActive: user.isActive,
    isStaff: user.isStaff,
    isSuperuser: user.isSuperuser,
    joinedAt: user.joinedAt,
    lastLoginAt: user.lastLoginAt,
    version: user.version,
    externalId: user.externalId,
    firstGroups,
  };
}
