import { ImportSourceError } from "../imported-rows.js";
import { longestElement } from "./json-elements.js";

/** A line of a file. */
export interface Line {
  /** Counted from 1. */
  readonly line: number;
  readonly text: string;
}

/**
 * The lines of a text that are not blank, in whatever pieces it comes.
 *
 * @throws ImportSourceError when a line is longer than any row can be
 */
export async function* nonBlankLines(pieces: AsyncIterable<string>): AsyncGenerator<Line> {
  let line = 0;
  let rest = "";
  for await (const piece of pieces) {
    const parts = (rest + piece).split("\n");
    rest = parts.pop() ?? "";
    if (rest.length > longestElement) throw new ImportSourceError(`line ${line + parts.length + 1} is too long`);
    for (const text of parts) if (++line && text.trim() !== "") yield { line, text };
  }
  if (rest.trim() !== "") yield { line: line + 1, text: rest };
}
