import { text } from "./text.js";

/** What the server says, in the language of the catalogue. */
export function sentence(message: string): string {
  return text.sentences[message] ?? message;
}
