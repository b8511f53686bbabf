import type { ListPage } from "./model-admin.js";

/** A block of choices beside a list. One choice or none is in force. */
export interface ListFilter {
  readonly title: string;
  /** Names of the query parameters that it reads. */
  readonly parameters: readonly string[];
  /** Whether a parameter may have a value; an address with another one leads to the bare list. */
  accepts(parameter: string, value: string): boolean;
  /** What can be chosen beside `All`. */
  choices(page: ListPage): readonly FilterChoice[];
  /** What can be typed instead of choosing. */
  readonly inputs?: readonly FilterInput[];
}

/** One choice of a filter. */
export interface FilterChoice {
  readonly label: string;
  /** What it writes into the address, by name of the parameter. */
  readonly parameters: Readonly<Record<string, string>>;
  /** How many rows it would leave; undefined when that was not asked for. */
  readonly count: number | undefined;
}

/** An input of a filter, which fills one of its parameters. */
export interface FilterInput {
  readonly parameter: string;
  readonly label: string;
  readonly type: "date" | "text";
}
