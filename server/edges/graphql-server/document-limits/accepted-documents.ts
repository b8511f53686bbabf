import type { DocumentNode, OperationDefinitionNode } from "graphql";

/** A query that has passed every check that depends on its document alone. */
export interface AcceptedQuery {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** What is known of a document that keeps the limits. */
export interface AcceptedDocument {
  /** Whether it needs to know what the caller may do, as far as its fields tell. */
  readonly needsRights: boolean;
  /** The queries in it that were run before, by the operation name that the request gave, or an empty one. */
  readonly queries: Map<string, AcceptedQuery>;
}

/** So many documents are kept, and so many characters of them in all: parsed, a character takes about a hundred bytes. */
const most = { documents: 500, characters: 250_000, charactersOfOne: 8192 };

/** The documents in regular use, by their text. Bounded: the one that was not used for longest goes first. */
export class AcceptedDocuments {
  private readonly documents = new Map<string, AcceptedDocument>();
  private characters = 0;

  /** The document of a text, if it is kept. */
  find(source: string): AcceptedDocument | undefined {
    const known = this.documents.get(source);
    if (known === undefined) return undefined;
    this.documents.delete(source);
    this.documents.set(source, known);
    return known;
  }

  /** Keeps a document, unless it is too long to be worth it. */
  add(source: string, document: AcceptedDocument): void {
    if (source.length > most.charactersOfOne || this.documents.has(source)) return;
    this.documents.set(source, document);
    this.characters += source.length;
    for (const [oldest] of this.documents) {
      if (this.documents.size <= most.documents && this.characters <= most.characters) return;
      this.documents.delete(oldest);
      this.characters -= oldest.length;
    }
  }
}
