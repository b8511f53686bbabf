import type { Outcome } from "./outcomes.plugin.js";
import type { DocumentRequest } from "./persisted-documents.js";

/** A GraphQL request as the gate lets it in. */
export interface GraphqlRequest extends DocumentRequest {
  readonly operationName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** What goes back to the client, and what to tell of it. */
export interface GraphqlAnswer extends Outcome {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}
