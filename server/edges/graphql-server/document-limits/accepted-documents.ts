import type { DocumentNode, OperationDefinitionNode } from "graphql";

import type { NeededRights } from "../../../modules/accounts/held-rights.js";
import type { Operation } from "../operation-of.js";

import { RecentlyUsed } from "../recently-used.js";

/** An operation that has passed every check that depends on its document alone. */
export interface AcceptedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** What is told of it in log and metrics. */
  readonly told: Operation;
}

/** What is known of a document that keeps the limits. */
export interface AcceptedDocument {
  /** What it needs to know of the caller's rights, as far as its fields tell. */
  readonly rights: NeededRights;
  /** Whether nothing in it changes anything, whichever operation is chosen. */
  readonly hasOnlyQueries: boolean;
  /** The operations in it that were run before, by the operation name that the request gave, or an empty one. */
  readonly operations: Map<string, AcceptedOperation>;
}

/** Parsed, a character takes about a hundred bytes. */
const limits = { entries: 500, characters: 250_000, charactersOfOne: 8192 };

/** The documents in regular use, by their text. */
export class AcceptedDocuments {
  private readonly documents = new RecentlyUsed<AcceptedDocument>(limits);

  /** The document of a text, if it is kept. */
  find(source: string): AcceptedDocument | undefined {
    return this.documents.find(source);
  }

  /** Keeps a document, unless it is too long to be worth it. */
  add(source: string, document: AcceptedDocument): void {
    this.documents.add(source, document, source.length);
  }
}
