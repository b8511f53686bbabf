import { RequestError } from "../../kernel/request-error.js";
import { isStorable, strip } from "../../kernel/text.js";
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
  fold(text: string): string;
}

/** Longer than any text we store, in UTF-16 units; folding is slow on longer ones. */
const longestText = 300;

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
  if (contains != null) parts.push(`${text.expression} LIKE ${values.add(`%${escapePattern(folded(contains))}%`)}`);
  if (startsWith != null) parts.push(`${text.expression} LIKE ${values.add(`${escapePattern(folded(startsWith))}%`)}`);
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

/** More words than anybody types; the rest of a longer text is ignored. */
const mostWords = 20;

/** The condition that every word of a text occurs in at least one of the columns, ignoring case (as in Django's admin). */
export function searchConditions(search: string | null | undefined, columns: readonly string[], values: SqlValues): string[] {
  const words = strip(search ?? "")
    .split(/\s+/u)
    .filter(Boolean)
    .slice(0, mostWords);
  if (!words.every(isStorable)) return ["false"];
  return words.map((word) => {
    const pattern = values.add(`%${escapePattern(word)}%`);
    return `(${columns.map((column) => `${column} ILIKE ${pattern}`).join(" OR ")})`;
  });
}

function escapePattern(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}

function usable(text: string): string {
  if (text.length <= longestText && isStorable(text)) return text;
  throw new RequestError("BAD_USER_INPUT", `Texts in a filter have at most ${longestText} characters and no NUL.`, { limit: longestText });
}
