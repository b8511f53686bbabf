import { foldKey } from "../../foundation/kernel/case-fold.js";
import { searchTerms } from "../../foundation/platform/database/search-terms.js";
import type { SqlValues } from "../../foundation/platform/database/sql-values.js";
import { containing } from "../../foundation/platform/database/text-condition.js";

/** Stands between the searched texts. No term may hold it, so that none is found across two of them. */
const separator = "\x1f";

/**
 * The four texts that a search of users looks into, as one, so that one index of trigrams serves every term. Must stay as the index
 * `users_search_idx` has it.
 */
export const searchedText = `((users.username_key || E'\\x1f' || lower(users.first_name COLLATE "und-x-icu") || E'\\x1f' ||
  lower(users.last_name COLLATE "und-x-icu") || E'\\x1f' || users.email_key) COLLATE "C")`;

/**
 * The condition that every term of a search occurs in username, first name, last name or address, ignoring case (as in Django's
 * admin), as parts to be joined by AND.
 */
export function userSearchConditions(search: string | null | undefined, values: SqlValues): string[] {
  const terms = searchTerms(search);
  if (terms === null || terms.some((term) => term.includes(separator))) return ["false"];
  return terms.map((term) => {
    // Names are kept in lower case there, usernames and addresses folded, which differs for a few letters such as ß.
    const forms = new Set([term.toLowerCase(), foldKey(term)]);
    return `(${[...forms].map((form) => `${searchedText} LIKE ${values.add(containing(form))}`).join(" OR ")})`;
  });
}
