import type { DocumentRequest } from "./persisted-documents.js";

/** A GraphQL request as the gate lets it in. */
export interface GraphqlRequest extends DocumentRequest {
  readonly operationName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** What goes back to the client. */
export interface GraphqlAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}
