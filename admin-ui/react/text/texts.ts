import { english } from "./english.js";

/** All words of the library. Another language is another object of the same shape. */
export type Texts = typeof english;

/** The words that an embedder wants to be different; all others stay. */
export type PartialTexts = { readonly [Section in keyof Texts]?: Partial<Texts[Section]> };

/** The English words, with those of an embedder in their places. */
export function textsWith(own: PartialTexts): Texts {
  const sections = Object.entries(english).map(([name, words]) => [name, { ...words, ...own[name as keyof Texts] }]);
  return Object.fromEntries(sections) as Texts;
}
