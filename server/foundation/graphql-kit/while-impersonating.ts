import { defaultFieldResolver, DirectiveLocation, GraphQLDirective, type GraphQLSchema } from "graphql";
import { Directive, Extensions } from "type-graphql";

import { RequestError } from "../kernel/request-error.js";
import type { AccessSubject } from "./access.js";

/**
 * Lets a superuser who acts as somebody else use a mutation too; all others answer `FORBIDDEN` then. Give it only to what changes
 * nothing about how the user logs in, what they may do, and who hears of it.
 */
export function AllowWhileImpersonating(): MethodDecorator {
  return (target, property, descriptor) => {
    Extensions({ allowWhileImpersonating: true })(target, property, descriptor);
    Directive("@allowWhileImpersonating")(target, property, descriptor);
  };
}

/** Shows {@link AllowWhileImpersonating} in the printed schema. */
export const impersonationDirective = new GraphQLDirective({
  name: "allowWhileImpersonating",
  description: "May be used while acting as somebody else; mutations without it answer `FORBIDDEN` then.",
  locations: [DirectiveLocation.FIELD_DEFINITION],
});

/**
 * Closes every mutation of the finished schema to whoever acts as somebody else, but those that are declared open. Call it after
 * access rules are enforced: it is asked first, of public mutations too, since a log-in in a borrowed session would only confuse.
 */
export function closeWhileImpersonating<Context>(schema: GraphQLSchema, subjectOf: (context: Context) => AccessSubject): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    if (field.extensions["allowWhileImpersonating"] === true) {
      field.description = `${field.description ?? ""} May be used while acting as somebody else.`;
      continue;
    }
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (source, args, context, info) => {
      if (subjectOf(context as Context).isImpersonating) {
        throw new RequestError("FORBIDDEN", "Not while you act as somebody else; stop that first.");
      }
      return resolve(source, args as never, context, info);
    };
  }
}
