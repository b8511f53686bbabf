import { Directive, Extensions } from "type-graphql";
import type { GraphQLFieldResolver, GraphQLSchema } from "graphql";
import { defaultFieldResolver } from "graphql";

import { permissionsThatAllow } from "../kernel/permissions-that-allow.js";
import { RequestError } from "../kernel/request-error.js";

/** Who may use a root field. */
export type AccessRule =
  | { readonly kind: "public" }
  | { readonly kind: "requireLogin" }
  | { readonly kind: "requireSuperuser" }
  | { readonly kind: "requirePermission"; readonly permission: string };

/** What a guard needs to know of the caller. */
export interface AccessSubject {
  /** True while the request carries a live session. */
  readonly isLoggedIn: boolean;
  readonly isSuperuser: boolean;
  /** True while a superuser acts as the user of the session. */
  readonly isImpersonating: boolean;
  /**
   * Whether the caller holds a permission named `app_label.codename`.
   *
   * @param objectId asks about one object instead of all; for that, what is held for all does not count: superusers may, and whom
   *   the source of object permissions allows it
   */
  hasPermission(permission: string, objectId?: string): Promise<boolean>;
  /** Whether it is known already that the caller holds a permission. False may mean that nobody has looked yet. */
  isKnownToHold(permission: string): boolean;
}

/** Everybody may use this field, logged in or not. */
export function Public(): MethodDecorator {
  return declare({ kind: "public" }, "@public");
}

/** Only callers with a session may use this field; others get `UNAUTHENTICATED`. */
export function RequireLogin(): MethodDecorator {
  return declare({ kind: "requireLogin" }, "@requireLogin");
}

/** Only callers who hold the permission may use this field; others get `FORBIDDEN`, or `UNAUTHENTICATED` without a session. */
export function RequirePermission(permission: string): MethodDecorator {
  return declare({ kind: "requirePermission", permission }, `@requirePermission(name: "${permission}")`);
}

/** Only superusers may use this field; others get `FORBIDDEN`, or `UNAUTHENTICATED` without a session. */
export function RequireSuperuser(): MethodDecorator {
  return declare({ kind: "requireSuperuser" }, "@requireSuperuser");
}

/**
 * Marks a field that checks a password or another secret. A request may hold only one of them, so that limits which count
 * requests cannot be undercut with aliases.
 */
export function ChecksCredentials(): MethodDecorator {
  return Extensions({ credentialCheck: true });
}

/**
 * Puts the declared rule in front of every root field and its sentence into the description. Works on the finished schema, so
 * that a field cannot be served without it.
 *
 * @param subjectOf finds the caller in the GraphQL context
 * @throws Error naming the root fields that declare no rule
 */
export function enforceAccess<Context>(schema: GraphQLSchema, subjectOf: (context: Context) => AccessSubject): void {
  const undeclared: string[] = [];
  for (const type of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      const rule = field.extensions["access"] as AccessRule | undefined;
      if (!rule) {
        undeclared.push(`${type?.name}.${field.name}`);
        continue;
      }
      field.description = [field.description, sentenceOf(rule)].filter(Boolean).join("\n\n");
      field.resolve = guarded(rule, field.resolve ?? defaultFieldResolver, subjectOf);
    }
  }
  if (undeclared.length > 0) throw new Error(`root fields without an access rule: ${undeclared.join(", ")}`);
}

function declare(rule: AccessRule, directive: string): MethodDecorator {
  return (target, property, descriptor) => {
    Extensions({ access: rule })(target, property, descriptor);
    Directive(directive)(target, property, descriptor);
  };
}

function sentenceOf(rule: AccessRule): string {
  switch (rule.kind) {
    case "public":
      return "Open to everybody.";
    case "requireLogin":
      return "Requires a session.";
    case "requireSuperuser":
      return "Requires a superuser.";
    case "requirePermission":
      return `Requires the permission ${permissionsThatAllow(rule.permission)
        .map((name) => `\`${name}\``)
        .join(" or ")}.`;
  }
}

function guarded<Context>(
  rule: AccessRule,
  resolve: GraphQLFieldResolver<unknown, Context>,
  subjectOf: (context: Context) => AccessSubject,
): GraphQLFieldResolver<unknown, Context> {
  if (rule.kind === "public") return resolve;
  return async (source, args, context, info) => {
    await requireAccess(rule, subjectOf(context));
    return resolve(source, args as never, context, info);
  };
}

/**
 * Checks a rule against a caller.
 *
 * @throws RequestError `UNAUTHENTICATED` or `FORBIDDEN`
 */
async function requireAccess(rule: AccessRule, subject: AccessSubject): Promise<void> {
  if (rule.kind === "public") return;
  if (!subject.isLoggedIn) throw new RequestError("UNAUTHENTICATED", "Log in first.");
  if (rule.kind === "requireSuperuser" && !subject.isSuperuser) throw new RequestError("FORBIDDEN", "This is for superusers.");
  if (rule.kind === "requirePermission") await requirePermission(subject, rule.permission);
}

/**
 * Lets only callers with a permission go on; for fields inside objects, which declare no rule of their own.
 *
 * @throws RequestError `FORBIDDEN`
 */
export async function requirePermission(subject: AccessSubject, permission: string): Promise<void> {
  if (await isAllowed(subject, permission)) return;
  throw new RequestError("FORBIDDEN", `This needs the permission ${permission}.`, { requiredPermissions: [permission] });
}

/** Whether a caller may pass where a permission is needed; see {@link permissionsThatAllow}. */
export async function isAllowed(subject: Pick<AccessSubject, "hasPermission">, permission: string): Promise<boolean> {
  for (const enough of permissionsThatAllow(permission)) if (await subject.hasPermission(enough)) return true;
  return false;
}

/** As {@link isAllowed}, if that is known already; false may mean that nobody has looked yet. */
export function isKnownToBeAllowed(subject: Pick<AccessSubject, "isKnownToHold">, permission: string): boolean {
  return permissionsThatAllow(permission).some((enough) => subject.isKnownToHold(enough));
}
