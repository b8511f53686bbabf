import { english } from "./english.js";

/** All words of the console. Another language is another object of the same shape. */
export type Catalogue = typeof english;

/** The words in use. */
export const text: Catalogue = english;
