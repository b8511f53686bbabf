import type { ApolloClient } from "@apollo/client";
import type { ReactNode } from "react";

import type { DeletionDescription } from "./deletion/deletion-description.js";
import type { HistoryDescription } from "./history/history-description.js";
import type { ListAction, ListExport } from "./list-action.js";
import type { ListFilter } from "./list-filter.js";
import type { ObjectPage } from "./object-page.js";
import type { ChangeFormDescription } from "./form-description.js";

/** What every object of a list or form has. */
export interface Identified {
  /** Opaque id of the API. */
  readonly id: string;
}

/** What may be done with a model. */
export interface Rights {
  readonly view: boolean;
  readonly add: boolean;
  readonly change: boolean;
  readonly delete: boolean;
}

/** Describes how staff lists and edits one model, in Django's words. Pages are made from it; it holds next to no code. */
export interface ModelAdmin<Row extends Identified = Identified> {
  /** First part of the address, and of the names of permissions: `auth`. */
  readonly app: string;
  /** Second part of the address, and of the names of permissions: `user`. */
  readonly model: string;
  /** Name of the type in the API: `User`. */
  readonly nodeType: string;
  /** In small letters, as inside of a sentence. */
  readonly labels: { readonly singular: string; readonly plural: string };
  /** Whether nobody may add, change or delete objects here, whatever they hold. */
  readonly isReadOnly?: boolean;
  /** Whether adding takes the right to change, too: Django asks so for users, because who adds them gives them rights. */
  readonly addNeedsChange?: boolean;
  readonly list: ChangeListDescription<Row>;
  /** Absent when objects cannot be deleted here. */
  readonly deletion?: DeletionDescription;
  /** Absent when objects have no history. */
  readonly history?: HistoryDescription;
  /** Further pages of one object. */
  readonly extraPages?: readonly ObjectPage[];
  /** Absent when objects are only listed. */
  readonly form?: ChangeFormDescription;
}

/** Describes the list. */
export interface ChangeListDescription<Row extends Identified> {
  readonly listDisplay: readonly Column<Row>[];
  readonly listFilter: readonly ListFilter[];
  /** Whether there is a search box. */
  readonly isSearchable: boolean;
  /** How to search, told below the search box. */
  readonly searchHelp?: string;
  /** The order without a choice; `-` in front of a column's name turns it. */
  readonly ordering: readonly string[];
  /** What can be done to selected rows, beside deleting them. */
  readonly actions?: readonly ListAction[];
  /** Whether the choices of filters can be counted; they can unless this says no. */
  readonly countsChoices?: boolean;
  /** Ways to write the list into a file. */
  readonly exports?: readonly ListExport[];
  /** Whether rows lead to forms of their own; they do unless this says no. */
  readonly rowsHaveForms?: boolean;
  /** Seconds after which the list reads itself again; absent for never. */
  readonly refreshSeconds?: number;
  /** Reads a page with one request. */
  load(client: ApolloClient, request: ListRequest): Promise<ListPage<Row>>;
  /** Counts exactly what {@link ChangeListDescription.load} may have estimated. */
  count?(client: ApolloClient, request: ListRequest): Promise<number>;
  /** What a row is called, for screen readers and messages. */
  nameOf(row: Row): string;
}

/** A column of a list. */
export interface Column<Row extends Identified> {
  readonly name: string;
  readonly heading: string;
  /** How the API calls the order by this column; absent when it cannot be sorted. */
  readonly orderField?: string;
  cell(row: Row): ReactNode;
}

/** One key of an order. */
export interface SortKey {
  readonly column: string;
  readonly isDescending: boolean;
}

/** What part of a list is wanted. */
export interface ListRequest {
  readonly search: string;
  readonly filters: ReadonlyMap<string, string>;
  readonly orderBy: readonly { readonly field: string; readonly direction: "ASC" | "DESC" }[];
  readonly offset: number;
  readonly first: number;
  /** Whether the choices of filters are to be counted. */
  readonly withFacets: boolean;
  /** What the viewer may do: what they may not see must not be asked for. */
  readonly permissions: ReadonlySet<string>;
}

/** A page of a list. */
export interface ListPage<Row extends Identified = Identified> {
  readonly rows: readonly Row[];
  /** Rows that fit search and filters; an estimate where there are very many. */
  readonly count: number;
  /** Rows without search and filters; an estimate where there are very many. */
  readonly total: number;
  /** What the filters offer beside fixed choices, and their counts, by the names the filters give them. */
  readonly facets: Readonly<Record<string, readonly Facet[]>>;
}

/** A value that rows have, and how many. */
export interface Facet {
  readonly value: string;
  readonly label: string;
  readonly count: number | undefined;
}
