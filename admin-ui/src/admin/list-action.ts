import type { ApolloClient } from "@apollo/client";

import type { BulkChangeFieldsFragment } from "../api/generated/graphql.js";
import type { ListRequest } from "./model-admin.js";

/** The rows that something is to be done to. */
export interface Selection {
  /** The rows that were ticked; null when all rows of the list are meant. */
  readonly ids: readonly string[] | null;
  /** The list they were selected in. */
  readonly search: string;
  readonly filters: ReadonlyMap<string, string>;
  /** How many rows the user was told they are. */
  readonly count: number;
}

/** Something that can be done to selected rows. */
export interface ListAction {
  readonly name: string;
  readonly label: string;
  /** All that one must hold to be offered it. */
  readonly permissions: readonly string[];
  /** What must be chosen before it runs, such as a group. */
  readonly choice?: ActionChoice;
  /** What was done, for the message afterwards; `chosen` is the label of the choice. */
  done(count: number, chosen: string): string;
  /**
   * Does it to all rows or to none.
   *
   * @param chosen id of what was chosen; empty when nothing had to be
   * @returns the change that goes on after the answer; null when everything is done
   * @throws InputRefused when nothing was done
   */
  run(client: ApolloClient, selection: Selection, chosen: string): Promise<BulkChangeFieldsFragment | null>;
}

/** A choice that an action needs. */
export interface ActionChoice {
  readonly label: string;
  /** The first choices that fit what was typed. */
  load(client: ApolloClient, typed: string): Promise<readonly ActionOption[]>;
}

/** One thing to choose. */
export interface ActionOption {
  readonly id: string;
  readonly label: string;
}

/** A way to write a list into a file. */
export interface ListExport {
  readonly name: string;
  readonly label: string;
  /** Orders the file and tells where to fetch it. */
  readonly order: (client: ApolloClient, request: ListRequest) => Promise<string>;
}
