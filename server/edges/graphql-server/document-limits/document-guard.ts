import {
  type DocumentNode,
  GraphQLError,
  isObjectType,
  Kind,
  OperationTypeNode,
  parse,
  validate,
  visit,
  type GraphQLSchema,
} from "graphql";

import type { AccessRule } from "../../../foundation/graphql-kit/access.js";
import type { RequestErrorCode } from "../../../foundation/kernel/request-error.js";
import type { NeededRights } from "../../../modules/accounts/held-rights.js";
import type { AcceptedDocument, AcceptedDocuments } from "./accepted-documents.js";
import { checkTokens } from "./check-tokens.js";
import { documentLimitRules, type DocumentLimits } from "./document-limits.js";

type Extensions = Readonly<Record<string, unknown>>;

/** Gives the error that refuses a document, or what is known of it when it may go on to validation. */
export type DocumentGuard = (source: string) => GraphQLError | AcceptedDocument;

/**
 * Checks the limits on documents in a pass of its own, before Apollo Server validates. The server would run our rules
 * beside the standard ones, in one pass, and those are the ones that must be protected: comparing overlapping fields
 * grows with the square of the document. Nor can a plugin do it earlier: an error thrown there becomes a 500.
 *
 * The price is a second parsing of each new document. Accepted ones are remembered by their text, so a document in
 * regular use costs one look-up.
 *
 * @param documents where those that are accepted are kept
 */
export function createDocumentGuard(schema: GraphQLSchema, limits: DocumentLimits, documents: AcceptedDocuments): DocumentGuard {
  const rules = documentLimitRules(limits);
  const askingFields = namesOfFields(schema, asksForRights);
  const callerFields = namesOfFields(schema, ({ showsCaller }) => showsCaller === true);
  const rightsOf = (document: DocumentNode): NeededRights => {
    if (!hasField(document, askingFields)) return "none";
    return hasField(document, callerFields) ? "all" : "permissions";
  };
  return (source) => {
    const known = documents.find(source);
    if (known) return known;
    try {
      const refusal = checkTokens(source, limits);
      if (refusal) return refusal;
      const document = parse(source);
      const [error] = validate(schema, document, rules);
      if (error) return error;
      const made = { rights: rightsOf(document), hasOnlyQueries: hasOnlyQueries(document), operations: new Map() };
      documents.add(source, made);
      return made;
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

/** Names of the fields whose extensions are as wanted. */
function namesOfFields(schema: GraphQLSchema, isWanted: (extensions: Extensions) => boolean): ReadonlySet<string> {
  const fields = Object.values(schema.getTypeMap()).flatMap((type) => (isObjectType(type) ? Object.values(type.getFields()) : []));
  return new Set(fields.filter(({ extensions }) => isWanted(extensions)).map(({ name }) => name));
}

/** Whether a field needs a permission, or says of itself that it asks for rights. */
function asksForRights({ access, asksForRights: asks }: Extensions): boolean {
  return asks === true || (access as AccessRule | undefined)?.kind === "requirePermission";
}

function hasOnlyQueries({ definitions }: DocumentNode): boolean {
  return definitions.every(
    (definition) => definition.kind !== Kind.OPERATION_DEFINITION || definition.operation === OperationTypeNode.QUERY,
  );
}

function hasField(document: DocumentNode, names: ReadonlySet<string>): boolean {
  let isFound = false;
  visit(document, { Field: ({ name }) => void (isFound ||= names.has(name.value)) });
  return isFound;
}
