import type { ApolloClient } from "@apollo/client";
import type { ReactNode } from "react";

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
  readonly labels: { readonly singular: string; readonly plural: string };
  readonly list: ChangeListDescription<Row>;
  /** Absent when objects are only listed. */
  readonly form?: ChangeFormDescription;
  /** Whether adding takes the right to change, too: Django asks so for users, because who adds them gives them rights. */
  readonly addNeedsChange?: boolean;
}

/** Describes the list. */
export interface ChangeListDescription<Row extends Identified> {
  readonly listDisplay: readonly Column<Row>[];
  readonly listFilter: readonly ListFilter[];
  /** Whether there is a search box. */
  readonly isSearchable: boolean;
  /** The order without a choice; `-` in front of a column's name turns it. */
  readonly ordering: readonly string[];
  /** Reads a page with one request. */
  load(client: ApolloClient, request: ListRequest): Promise<ListPage<Row>>;
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

/** A block of choices beside a list. One choice or none is in force. */
export interface ListFilter {
  readonly title: string;
  /** Names of the query parameters that it reads. */
  readonly parameters: readonly string[];
  /** Whether a parameter may have a value; other values are taken out of the address. */
  accepts(parameter: string, value: string): boolean;
  choices(page: ListPage): readonly FilterChoice[];
}

/** One choice of a filter beside `All`. */
export interface FilterChoice {
  readonly label: string;
  readonly parameter: string;
  readonly value: string;
  /** How many rows it would leave; undefined when that was not asked for. */
  readonly count: number | undefined;
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
}

/** A page of a list. */
export interface ListPage<Row extends Identified = Identified> {
  readonly rows: readonly Row[];
  /** Rows that fit search and filters. */
  readonly count: number;
  /** Rows without search and filters. */
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
