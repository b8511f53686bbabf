import type { ApolloClient } from "@apollo/client";
import type { ComponentType } from "react";

/** A further page of one object, beside form, history and deletion: below `…/<id>/<name>/`. */
export interface ObjectPage {
  readonly name: string;
  /** The link to it on the form; absent when the form leads there in its own way. */
  readonly label?: string;
  /** What one must hold to see it. */
  readonly permission: string;
  /** Reads what it shows; null when there is no such object. */
  load(client: ApolloClient, request: { readonly id: string; readonly parameters: URLSearchParams }): Promise<unknown>;
  /** The page itself, which gets at the data with `useLoaderData`. */
  readonly Content: ComponentType;
}
