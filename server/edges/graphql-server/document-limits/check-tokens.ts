import { Lexer, Source, TokenKind, type GraphQLError } from "graphql";
import type { DocumentLimits } from "./document-limits.js";
import { tooComplex } from "./too-complex.js";

const opening = new Set<TokenKind>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const closing = new Set<TokenKind>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * Gives an error when a document has more tokens than allowed, or nests its brackets deeper: the parser calls itself for
 * each level, and `[[[[…` within the limit of tokens can exhaust the stack. Linear, stops at the limit, calls itself never.
 * Throws the lexer's syntax error for characters that are not GraphQL.
 */
export function checkTokens(source: string, limits: Pick<DocumentLimits, "maxTokens" | "maxNesting">): GraphQLError | undefined {
  const lexer = new Lexer(new Source(source));
  let nesting = 0;
  for (let count = 1; lexer.advance().kind !== TokenKind.EOF; count += 1) {
    if (count > limits.maxTokens) return tooComplex(`The document has more than ${limits.maxTokens} tokens.`);
    if (opening.has(lexer.token.kind)) nesting += 1;
    if (closing.has(lexer.token.kind)) nesting -= 1;
    if (nesting > limits.maxNesting) return tooComplex(`The document nests brackets deeper than ${limits.maxNesting} levels.`);
  }
  return undefined;
}
