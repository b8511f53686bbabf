import { createHash } from "node:crypto";

import { type FieldNode, parse, print, visit } from "graphql";

import { RequestError } from "../../foundation/kernel/request-error.js";
import { RecentlyUsed } from "./recently-used.js";

/** A request that may name its document instead of sending it (the protocol of Apollo's automatic persisted queries). */
export interface DocumentRequest {
  /** Empty when the document is only named. */
  readonly query: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Which documents are served, and under which names. */
export interface PersistedDocuments {
  /**
   * The text of the document of a request.
   *
   * @throws RequestError `PERSISTED_QUERY_NOT_FOUND`, `DOCUMENT_NOT_ALLOWED`, `BAD_USER_INPUT`
   */
  textOf(request: DocumentRequest): string;
  /**
   * Lets a document that keeps the limits go on, before it is known who sent it.
   *
   * @throws RequestError `DOCUMENT_NOT_ALLOWED`
   */
  allow(text: string): void;
  /**
   * Lets a request go on, now that it is known who sent it.
   *
   * @throws RequestError `PERSISTED_QUERY_NOT_FOUND`
   */
  admit(request: DocumentRequest, caller: { readonly isLoggedIn: boolean }): void;
}

const limits = { entries: 1000, characters: 1_000_000, charactersOfOne: 16_384 };

/**
 * Remembers documents that were sent with their SHA-256, for callers with a session: strangers could push out those of everybody else,
 * so they send their documents whole.
 */
export class AutomaticDocuments implements PersistedDocuments {
  private readonly texts = new RecentlyUsed<string>(limits);

  textOf({ query, extensions }: DocumentRequest): string {
    const hash = hashIn(extensions);
    if (hash === undefined) return query;
    const text = query === "" ? this.texts.find(hash) : query;
    if (text === undefined) throw notFound();
    if (query !== "" && sha256(query) !== hash) throw new RequestError("BAD_USER_INPUT", "The hash is not that of the document.");
    return text;
  }

  allow(): void {
    // All are.
  }

  admit({ query, extensions }: DocumentRequest, { isLoggedIn }: { readonly isLoggedIn: boolean }): void {
    const hash = hashIn(extensions);
    if (hash === undefined) return;
    if (!isLoggedIn && query === "") throw notFound();
    if (isLoggedIn && query !== "") this.texts.add(hash, query, query.length);
  }
}

/**
 * Serves no documents but those of a list, to everybody, by the SHA-256 of their text or whole. Layout does not matter, nor does
 * `__typename`, which clients add by themselves and which tells nothing.
 */
export class ListedDocuments implements PersistedDocuments {
  private readonly texts: ReadonlyMap<string, string>;
  private readonly essences: ReadonlySet<string>;
  private readonly judged = new RecentlyUsed<boolean>(limits);

  /** @throws GraphQLError when a text of the list is not GraphQL */
  constructor(texts: readonly string[]) {
    this.texts = new Map(texts.map((text) => [sha256(text), text]));
    this.essences = new Set(texts.map(essenceOf));
  }

  textOf({ query, extensions }: DocumentRequest): string {
    const text = query === "" ? this.texts.get(hashIn(extensions) ?? "") : query;
    if (text === undefined) throw notAllowed();
    return text;
  }

  allow(text: string): void {
    const isListed = this.judged.find(text) ?? this.essences.has(essenceOf(text));
    this.judged.add(text, isListed, text.length);
    if (!isListed) throw notAllowed();
  }

  admit(): void {
    // The list is for everybody.
  }
}

/** What a document asks, whatever it looks like. */
function essenceOf(text: string): string {
  const isTypename = (field: FieldNode) => field.name.value === "__typename" && field.alias === undefined;
  const document = visit(parse(text, { noLocation: true }), { Field: (field) => (isTypename(field) ? null : undefined) });
  return document.definitions.map(print).sort().join("\n");
}

function notAllowed(): RequestError {
  return new RequestError("DOCUMENT_NOT_ALLOWED", "This server takes only the documents of its list.");
}

function notFound(): RequestError {
  // Clients of the protocol look for these words.
  return new RequestError("PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound");
}

/** The name of the document, in lower case; undefined when it has none. */
function hashIn(extensions: DocumentRequest["extensions"]): string | undefined {
  const { persistedQuery } = (extensions ?? {}) as {
    readonly persistedQuery?: { readonly version?: unknown; readonly sha256Hash?: unknown };
  };
  if (persistedQuery == null) return undefined;
  const { version, sha256Hash } = persistedQuery;
  if (version === 1 && typeof sha256Hash === "string" && /^[0-9a-f]{64}$/i.test(sha256Hash)) return sha256Hash.toLowerCase();
  throw new RequestError("BAD_USER_INPUT", "`persistedQuery` needs the version 1 and a `sha256Hash`.");
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
