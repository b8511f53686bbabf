import { codePointLength, isStorable } from "./text.js";

/**
 * A key that is equal for texts which differ only in case or in compatibility form: NFKC, full case folding (Unicode standard,
 * section 3.13), NFKC again. Applying it twice changes nothing.
 *
 * Keys are stored, so they must not change: Unicode promises that for every character it has assigned. A character that is
 * unassigned in the Unicode version of the running Node (`process.versions.unicode`) may get another key later.
 *
 * NFKC takes quadratic time on hostile text (seconds for 100,000 combining marks): limit the length first, or use {@link lookupKey}.
 */
export function foldKey(text: string): string {
  return Array.from(text.normalize("NFKC"), foldCodePoint).join("").normalize("NFKC");
}

/**
 * {@link foldKey} for text that nobody has checked, such as what is typed at log-in. Never throws. Blank text, text of more than
 * `maxLength` code points and text that cannot be stored give the empty key, which means "nobody".
 */
export function lookupKey(text: string, maxLength: number): string {
  return codePointLength(text) > maxLength || !isStorable(text) ? "" : foldKey(text);
}

// JavaScript has no case folding, but going through upper case gives the folding of CaseFolding.txt (status C and F) for every
// code point except the two kinds named here; compared over all code points with the tables of Unicode 14 and 17.
function foldCodePoint(codePoint: string): string {
  // Its upper case is the plain I: folding it would let `ıvan` collide with `ivan` (CVE-2019-19844).
  if (codePoint === "ı") return codePoint;
  // Unicode folds Cherokee to its capitals, because the small letters came later.
  if (/\p{Script=Cherokee}/u.test(codePoint)) return codePoint.toUpperCase();
  return codePoint.toLowerCase().toUpperCase().toLowerCase();
}
