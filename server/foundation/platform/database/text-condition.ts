import { RequestError } from "../../kernel/request-error.js";
import { isStorable } from "../../kernel/text.js";
import type { SqlValues } from "./sql-values.js";

/** What a text must be like; all that are given must hold. */
export interface TextCondition {
  readonly equals?: string | null;
  readonly contains?: string | null;
  readonly startsWith?: string | null;
  /** An empty list matches nothing. */
  readonly in?: readonly string[] | null;
}

/** A text in SQL, and how values that it is compared with are brought into its form. */
export interface ComparedText {
  readonly expression: string;
  /**
   * A text that holds this one whole and has an index of trigrams: what does not occur in it need not be looked for here. Without
   * one, a search for a part reads every row.
   */
  readonly within?: string;
  fold(text: string): string;
}

/** Longer than any text we store, in UTF-16 units; folding is slow on longer ones. */
export const longestText = 300;

/** The most values that a list of a filter may have. */
const mostListed = 100;

/** Compares a column ignoring case, in any script. */
export function ignoringCase(column: string): ComparedText {
  return { expression: `lower(${column} COLLATE "und-x-icu")`, fold: (text) => text.toLowerCase() };
}

/**
 * The condition in SQL, as parts to be joined by AND; none of them is ever null if the column is not.
 *
 * @throws RequestError `BAD_USER_INPUT` for texts and lists that are too long
 */
export function textConditions(text: ComparedText, condition: TextCondition | null | undefined, values: SqlValues): string[] {
  const { equals, contains, startsWith, in: anyOf } = condition ?? {};
  const folded = (value: string): string => text.fold(usable(value));
  const parts: string[] = [];
  if (equals != null) parts.push(`${text.expression} = ${values.add(folded(equals))}`);
  if (contains != null) parts.push(`${text.expression} LIKE ${values.add(containing(folded(contains)))}`);
  if (startsWith != null) parts.push(`${text.expression} LIKE ${values.add(`${escapePattern(folded(startsWith))}%`)}`);
  for (const part of text.within === undefined ? [] : [equals, contains, startsWith]) {
    if (part != null && part !== "") parts.push(`${text.within} LIKE ${values.add(containing(folded(part)))}`);
  }
  if (anyOf != null) parts.push(`${text.expression} = ANY(${values.add(listed(anyOf).map(folded))}::text[])`);
  return parts;
}

/**
 * Refuses a list of a filter that is longer than {@link mostListed}.
 *
 * @throws RequestError `BAD_USER_INPUT`
 */
export function listed<Value>(list: readonly Value[]): readonly Value[] {
  if (list.length > mostListed) {
    throw new RequestError("BAD_USER_INPUT", `Lists in a filter have at most ${mostListed} values.`, { limit: mostListed });
  }
  return list;
}

/** The pattern of LIKE for a text that occurs anywhere. */
export function containing(text: string): string {
  return `%${escapePattern(text)}%`;
}

function escapePattern(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}

function usable(text: string): string {
  if (text.length <= longestText && isStorable(text)) return text;
  throw new RequestError("BAD_USER_INPUT", `Texts in a filter have at most ${longestText} characters and no NUL.`, { limit: longestText });
}
