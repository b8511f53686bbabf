import { GraphQLError, parse, validate, type GraphQLSchema } from "graphql";
import type { RequestErrorCode } from "../../../foundation/kernel/request-error.js";
import { checkTokens } from "./check-tokens.js";
import { documentLimitRules, type DocumentLimits } from "./document-limits.js";

/** Gives the error that refuses a document, or undefined when it may go on to validation. */
export type DocumentGuard = (source: string) => GraphQLError | undefined;

/** How many accepted documents are remembered, and how long one may be to be worth it: at most about 4 MB in all. */
const memory = { documents: 500, characters: 8192 };

/**
 * Checks the limits on documents in a pass of its own, before Apollo Server validates. The server would run our rules
 * beside the standard ones, in one pass, and those are the ones that must be protected: comparing overlapping fields
 * grows with the square of the document. Nor can a plugin do it earlier: an error thrown there becomes a 500.
 *
 * The price is a second parsing of each new document. Accepted ones are remembered by their text, so a document in
 * regular use costs one look-up.
 */
export function createDocumentGuard(schema: GraphQLSchema, limits: DocumentLimits): DocumentGuard {
  const rules = documentLimitRules(limits);
  const accepted = new Set<string>();
  return (source) => {
    if (accepted.has(source)) return undefined;
    try {
      const error = checkTokens(source, limits) ?? validate(schema, parse(source), rules)[0];
      if (error === undefined) remember(accepted, source);
      return error;
    } catch (error) {
      if (error instanceof GraphQLError) return syntaxError(error);
      throw error;
    }
  };
}

function syntaxError({ message, source, positions }: GraphQLError): GraphQLError {
  const code: RequestErrorCode = "BAD_USER_INPUT";
  return new GraphQLError(message, { source, positions, extensions: { code, http: { status: 400 } } });
}

/** Forgets the oldest when full. */
function remember(accepted: Set<string>, source: string): void {
  if (source.length > memory.characters) return;
  const [oldest] = accepted;
  if (accepted.size >= memory.documents && oldest !== undefined) accepted.delete(oldest);
  accepted.add(source);
}
