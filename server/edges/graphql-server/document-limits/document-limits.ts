import type { ValidationRule } from "graphql";
import { maxAliases } from "./max-aliases.rule.js";
import { maxDepth } from "./max-depth.rule.js";
import { maxDirectives } from "./max-directives.rule.js";
import { maxExpansion } from "./max-expansion.rule.js";
import { maxOperations } from "./max-operations.rule.js";
import { maxRootFields } from "./max-root-fields.rule.js";
import { servedOperations } from "./served-operations.rule.js";
import { singleCredentialCheck } from "./single-credential-check.rule.js";

/** Limits of one GraphQL document. They hold for everyone, before anything is known about the caller. */
export interface DocumentLimits {
  /** Tokens of the whole document. */
  readonly maxTokens: number;
  /** Brackets of any kind inside each other, in selections and in values. Bounds the recursion of every later step. */
  readonly maxNesting: number;
  /** Levels of nested fields; introspection is exempt. */
  readonly maxDepth: number;
  /** Fields with an alias, in the whole document. */
  readonly maxAliases: number;
  /** Directives, in the whole document. */
  readonly maxDirectives: number;
  readonly maxOperations: number;
  /** Fields of one operation's root, fragments expanded. */
  readonly maxRootFields: number;
  /** Work to expand fragments and merge fields; see {@link maxExpansion}. */
  readonly maxExpansion: number;
}

/** Generous for people and code generators, tight for attackers: the full introspection query stays far below all. */
export const defaultDocumentLimits: DocumentLimits = {
  maxTokens: 2000,
  maxNesting: 64,
  maxDepth: 12,
  maxAliases: 50,
  maxDirectives: 50,
  maxOperations: 5,
  maxRootFields: 30,
  maxExpansion: 5000,
};

/** The limits that need the parsed document, as validation rules. Each is linear in the document or stops at its own limit, whatever fragments do. */
export function documentLimitRules(limits: DocumentLimits): ValidationRule[] {
  return [
    servedOperations,
    maxOperations(limits.maxOperations),
    maxExpansion(limits.maxExpansion),
    maxDepth(limits.maxDepth),
    maxAliases(limits.maxAliases),
    maxDirectives(limits.maxDirectives),
    maxRootFields(limits.maxRootFields),
    singleCredentialCheck,
  ];
}
