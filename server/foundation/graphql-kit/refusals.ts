import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema } from "graphql";

import type { AuthErrorCode } from "../kernel/error-codes.js";
import { RequestError } from "../kernel/request-error.js";
import type { AccessRule } from "./access.js";
import type { RequestContext } from "./request-context.js";

/** Codes of user errors that say the caller may not, and not that the input is wrong. */
const refusing: ReadonlySet<string> = new Set<AuthErrorCode>(["OUT_OF_SCOPE", "SELF_ACTION_FORBIDDEN", "LAST_ADMINISTRATOR"]);

/**
 * Has refusals of root fields that not everybody may use noted: those of the access rule, and those that a payload tells of. Works on the
 * finished schema, so that no field is left out. Strangers are not noted, or they could fill the log.
 */
export function noteRefusals(schema: GraphQLSchema): void {
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      const rule = field.extensions["access"] as AccessRule | undefined;
      if (rule?.kind === "requirePermission" || rule?.kind === "requireSuperuser")
        field.resolve = noting(field.resolve ?? defaultFieldResolver);
    }
  }
}

function noting(resolve: GraphQLFieldResolver<unknown, RequestContext>): GraphQLFieldResolver<unknown, RequestContext> {
  return async (source, args: Record<string, unknown>, context, info) => {
    const note = async (codes: readonly string[]): Promise<void> =>
      context.noteRefusal({ operation: info.fieldName, codes, ids: idsIn(args), source: context.source });
    try {
      const answer: unknown = await resolve(source, args, context, info);
      const codes = refusingCodes(answer);
      if (codes.length > 0) await note(codes);
      return answer;
    } catch (error) {
      if (error instanceof RequestError && error.code === "FORBIDDEN") await note([error.code]);
      throw error;
    }
  };
}

function refusingCodes(answer: unknown): string[] {
  const { userErrors = [] } = (answer ?? {}) as { readonly userErrors?: readonly { readonly code: string }[] };
  return [...new Set(userErrors.map(({ code }) => code).filter((code) => refusing.has(code)))];
}

/** By our conventions an id stands in the arguments or in `input`, as `id` or `ids`. */
function idsIn(args: Readonly<Record<string, unknown>>): string[] {
  const { id, ids } = { ...args, ...(args["input"] as object | undefined) } as { readonly id?: unknown; readonly ids?: unknown };
  return [id, ids].flat().filter((value) => typeof value === "string");
}
