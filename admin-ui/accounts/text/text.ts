import { english } from "./english.js";

/** The words in use. */
export const text = english;
