import { GraphQLError, type ASTNode } from "graphql";
import type { RequestErrorCode } from "../../../foundation/kernel/request-error.js";

/** The error of every limit on documents: code QUERY_TOO_COMPLEX, answered with HTTP status 400. */
export function tooComplex(message: string, node?: ASTNode, facts: Readonly<Record<string, unknown>> = {}): GraphQLError {
  const code: RequestErrorCode = "QUERY_TOO_COMPLEX";
  return new GraphQLError(message, { nodes: node ?? null, extensions: { ...facts, code, http: { status: 400 } } });
}
