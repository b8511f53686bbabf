import { DirectiveLocation, GraphQLDirective, GraphQLNonNull, GraphQLString } from "graphql";

/** The directives that show access rules in the printed schema. */
export const accessDirectives: readonly GraphQLDirective[] = [
  new GraphQLDirective({
    name: "public",
    description: "Everybody may use this field, logged in or not.",
    locations: [DirectiveLocation.FIELD_DEFINITION],
  }),
  new GraphQLDirective({
    name: "requireLogin",
    description: "Needs a session; `UNAUTHENTICATED` without one.",
    locations: [DirectiveLocation.FIELD_DEFINITION],
  }),
  new GraphQLDirective({
    name: "requireSuperuser",
    description: "Needs a session of a superuser; `FORBIDDEN` otherwise.",
    locations: [DirectiveLocation.FIELD_DEFINITION],
  }),
  new GraphQLDirective({
    name: "requirePermission",
    description: "Needs a session whose user holds the permission; `FORBIDDEN` otherwise.",
    locations: [DirectiveLocation.FIELD_DEFINITION],
    args: { name: { type: new GraphQLNonNull(GraphQLString), description: "The permission, as `app_label.codename`." } },
  }),
];
