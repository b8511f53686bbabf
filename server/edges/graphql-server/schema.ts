import "reflect-metadata";

import { type GraphQLSchema, specifiedDirectives } from "graphql";
import { buildSchema, type NonEmptyArray } from "type-graphql";

import { annotationDirectives, describeAnnotations } from "../../foundation/graphql-kit/annotations.js";
import { accessDirectives } from "../../foundation/graphql-kit/access-directives.js";
import { lookAtHandFirst } from "../../foundation/graphql-kit/at-hand.js";
import { enforceAccess } from "../../foundation/graphql-kit/access.js";
import { closeWhileImpersonating, impersonationDirective } from "../../foundation/graphql-kit/while-impersonating.js";
import { noteRefusals } from "../../foundation/graphql-kit/refusals.js";
import type { RequestContext } from "../../foundation/graphql-kit/request-context.js";

/** A class with GraphQL fields; its objects are made in the composition. */
export type ResolverClass = abstract new (...dependencies: never[]) => object;

let built: Promise<GraphQLSchema> | undefined;

/**
 * The schema of all resolver classes. Built once per process, because the library keeps its types globally; the objects behind
 * it come with each request, so that several systems can share it.
 *
 * @throws Error when a root field declares no access rule
 */
export async function buildGatehouseSchema(resolvers: readonly ResolverClass[]): Promise<GraphQLSchema> {
  built ??= build(resolvers);
  return built;
}

async function build(resolvers: readonly ResolverClass[]): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: resolvers as unknown as NonEmptyArray<() => void>,
    container: ({ context }: { context: RequestContext }) => ({ get: (resolver) => context.resolvers.get(resolver) }),
    // Given any, the library leaves out those of the specification: `@include`, `@skip`.
    directives: [...specifiedDirectives, ...accessDirectives, impersonationDirective, ...annotationDirectives],
    // Only decorated limits are checked; `whitelist` would drop every argument without a decorator.
    validate: { forbidUnknownValues: false },
  });
  describeAnnotations(schema);
  enforceAccess<RequestContext>(schema, (context) => context);
  closeWhileImpersonating<RequestContext>(schema, (context) => context);
  noteRefusals(schema);
  lookAtHandFirst(schema);
  describeRoots(schema);
  return schema;
}

/** The library makes these two types itself and takes no words for them. */
function describeRoots(schema: GraphQLSchema): void {
  const [query, mutation] = [schema.getQueryType(), schema.getMutationType()];
  if (query) query.description = "What can be read.";
  if (mutation) mutation.description = "What can be done. The fields of one request are done one after another.";
}
