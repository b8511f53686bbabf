import type { ApolloClient } from "@apollo/client";

import type { BulkChangeFieldsFragment } from "../../api/generated/graphql.js";
import type { Selection } from "../list-action.js";

/** Describes how objects of a model are deleted. */
export interface DeletionDescription {
  /** Tells what a deletion would do, and why it would be refused. */
  preview(client: ApolloClient, selection: Selection): Promise<DeletionPreview>;
  /** Deletes all or none; as `run` of an action. */
  run(client: ApolloClient, selection: Selection): Promise<BulkChangeFieldsFragment | null>;
  /** What is better than to delete, if something is. */
  readonly instead?: DeletionAlternative;
}

/** What a deletion would do. */
export interface DeletionPreview {
  /** What would be deleted; the first hundred. */
  readonly objects: readonly DeletedObject[];
  /** How many objects would be deleted. */
  readonly count: number;
  /** What goes, by kind. */
  readonly deleted: readonly DeletionCount[];
  /** What speaks of the objects and stays, by kind. */
  readonly kept: readonly DeletionCount[];
  /** Why it would be refused; empty when it would not. */
  readonly refusals: readonly string[];
  /** Whether {@link DeletionDescription.instead} makes sense for the objects. */
  readonly offersInstead: boolean;
}

/** One object of a deletion. */
export interface DeletedObject {
  readonly id: string;
  readonly name: string;
}

/** How many things of a kind a deletion touches. */
export interface DeletionCount {
  readonly label: string;
  readonly count: number;
  /** Whether there are more, which were not counted. */
  readonly isCapped: boolean;
}

/** What can be done instead of deleting, such as deactivating. */
export interface DeletionAlternative {
  readonly label: string;
  /** Why it is better. */
  readonly explanation: string;
  readonly permission: string;
  /** What was done, for the message afterwards. */
  done(count: number): string;
  run(client: ApolloClient, selection: Selection): Promise<BulkChangeFieldsFragment | null>;
}
