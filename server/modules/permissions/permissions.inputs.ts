import { Field, InputType } from "type-graphql";

import { StringFilter } from "../../foundation/graphql-kit/filters.inputs.js";

@InputType({ description: "Which permissions; all conditions that are given must hold." })
export class PermissionFilter {
  @Field(() => StringFilter, { nullable: true, description: "By app: `auth`." })
  appLabel?: StringFilter | null;

  @Field(() => StringFilter, { nullable: true, description: "By model: `user`." })
  model?: StringFilter | null;

  @Field(() => StringFilter, { nullable: true, description: "By name within the app: `add_user`." })
  codename?: StringFilter | null;
}

@InputType({ description: "A condition on the permissions of something." })
export class HeldPermissionsFilter {
  @Field(() => [String], {
    nullable: true,
    description: "Holds at least one of these, as `app_label.codename`; at most 100. An empty list matches nothing.",
  })
  in?: string[] | null;
}
