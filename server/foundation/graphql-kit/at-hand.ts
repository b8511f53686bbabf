import { defaultFieldResolver, type GraphQLSchema, isObjectType } from "graphql";
import { Extensions } from "type-graphql";

import type { RequestContext } from "./request-context.js";

/** Finds the value of a field in what its object has brought along; undefined when it is not there. Must not wait for anything. */
export type FindAtHand<Source, Args, Value> = (source: Source, args: Args, context: RequestContext) => Value | undefined;

/**
 * Looks for the value of a field before its resolver is asked. For fields of rows: a resolver makes each row of a list wait for a
 * promise or several, which takes longer than the row itself. Everything that the resolver would check must be checked here, too;
 * whoever may not see the value gets undefined, and the resolver refuses.
 */
export function AtHand<Source, Args, Value>(find: FindAtHand<Source, Args, Value>): MethodDecorator {
  return Extensions({ atHand: find });
}

/** Puts {@link AtHand} in front of the resolvers of the finished schema. */
export function lookAtHandFirst(schema: GraphQLSchema): void {
  const fields = Object.values(schema.getTypeMap()).flatMap((type) => (isObjectType(type) ? Object.values(type.getFields()) : []));
  for (const field of fields) {
    const find = field.extensions["atHand"] as FindAtHand<unknown, unknown, unknown> | undefined;
    if (!find) continue;
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (source, args, context: RequestContext, info) => find(source, args, context) ?? resolve(source, args, context, info);
  }
}
