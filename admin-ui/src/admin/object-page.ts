import type { ApolloClient } from "@apollo/client";
import type { ComponentType } from "react";

/** A further page of one object, beside form, history and deletion: below `…/<id>/<name>/`. */
export interface ObjectPage {
  readonly name: string;
  /** Its title, and the link to it on the form. */
  readonly label: string;
  /** What one must hold to see it. */
  readonly permission: string;
  /** Reads what it shows; null when there is no such object. */
  load(client: ApolloClient, request: ObjectPageRequest): Promise<unknown>;
  /** What the object is called. */
  nameOf(data: unknown): string;
  readonly Content: ComponentType<{ readonly id: string; readonly data: unknown }>;
}

/** Which object, and what else the address says. */
export interface ObjectPageRequest {
  readonly id: string;
  readonly parameters: URLSearchParams;
}

/** Describes a page; the type of its data is forgotten afterwards, so that pages of many kinds fit into one list. */
export function objectPage<Data>(page: {
  readonly name: string;
  readonly label: string;
  readonly permission: string;
  load(client: ApolloClient, request: ObjectPageRequest): Promise<Data | null>;
  nameOf(data: Data): string;
  readonly Content: ComponentType<{ readonly id: string; readonly data: Data }>;
}): ObjectPage {
  return page as unknown as ObjectPage;
}
