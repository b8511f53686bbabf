import { isStorable, strip } from "../../kernel/text.js";
import type { SqlValues } from "./sql-values.js";
import { containing, ignoringCase, longestText } from "./text-condition.js";

/** More terms than anybody types; the rest of a longer text is ignored. */
const mostTerms = 20;

/** A run without white space, in which quoted parts may hold some: Django's `smart_split`. */
const term = /(?:[^\s'"]*(?:(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')[^\s'"]*)+)|\S+/gu;

/**
 * What is searched for, as Django's admin reads it: words, and phrases in double or single quotes, inside which a backslash makes
 * a quote an ordinary sign. Null when nothing can match, because a term cannot be stored or is longer than what we store.
 */
export function searchTerms(search: string | null | undefined): string[] | null {
  const found = (strip(search ?? "").match(term) ?? []).slice(0, mostTerms).map(unquoted).filter(Boolean);
  return found.every((one) => isStorable(one) && one.length <= longestText) ? found : null;
}

/** The condition that every term occurs in at least one of the columns, ignoring case. Reads every row: for small tables. */
export function searchConditions(search: string | null | undefined, columns: readonly string[], values: SqlValues): string[] {
  const terms = searchTerms(search);
  if (terms === null) return ["false"];
  return terms.map((one) => {
    const parts = columns.map(ignoringCase).map((text) => `${text.expression} LIKE ${values.add(containing(text.fold(one)))}`);
    return `(${parts.join(" OR ")})`;
  });
}

function unquoted(text: string): string {
  const quote = text[0];
  if ((quote !== '"' && quote !== "'") || !text.endsWith(quote)) return text;
  return text.slice(1, -1).replaceAll(`\\${quote}`, quote).replaceAll("\\\\", "\\");
}
