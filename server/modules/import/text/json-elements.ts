import { ImportSourceError } from "../imported-rows.js";

/** One element of a JSON array, not yet parsed. */
export interface JsonElement {
  /** Where it begins, counted from 1. */
  readonly line: number;
  readonly text: string;
}

/** Longest element, in UTF-16 units. A row of a user is a thousand times shorter. */
export const longestElement = 4 * 1024 * 1024;

/**
 * The elements of a JSON document that is one array of objects, in whatever pieces its text comes. Only one element is held at a
 * time. An element with a fault inside is given as it is: whoever parses it tells.
 *
 * @throws ImportSourceError when the text is no array, ends too early, or goes on behind the array
 */
export async function* jsonElements(pieces: AsyncIterable<string>): AsyncGenerator<JsonElement> {
  const splitter = new ArraySplitter();
  for await (const piece of pieces) yield* splitter.take(piece);
  splitter.end();
}

/** Follows brackets and strings, and nothing else of JSON. */
class ArraySplitter {
  private line = 1;
  private state: "before" | "inside" | "after" = "before";
  private depth = 0;
  private inString = false;
  private isEscaped = false;
  /** The element so far, from earlier pieces. */
  private held = "";
  private startLine = 0;

  *take(piece: string): Generator<JsonElement> {
    let start = 0;
    for (let at = 0; at < piece.length; at++) {
      const sign = piece[at] as string;
      if (sign === "\n") this.line++;
      if (this.depth > 0) {
        if (!this.closes(sign)) continue;
        yield { line: this.startLine, text: this.held + piece.slice(start, at + 1) };
        this.held = "";
      } else if (this.opens(sign)) start = at;
    }
    if (this.depth > 0) this.hold(piece.slice(start));
  }

  end(): void {
    if (this.depth > 0) throw new ImportSourceError(`line ${this.startLine}: the file ends within this row`);
    if (this.state !== "after") throw new ImportSourceError(`line ${this.line}: the file ends before its list is closed`);
  }

  /** Takes a sign within an element, and tells whether the element ends with it. */
  private closes(sign: string): boolean {
    if (this.isEscaped) this.isEscaped = false;
    else if (this.inString) {
      if (sign === "\\") this.isEscaped = true;
      else if (sign === '"') this.inString = false;
    } else if (sign === '"') this.inString = true;
    else if (sign === "{" || sign === "[") this.depth++;
    else if (sign === "}" || sign === "]") return --this.depth === 0;
    return false;
  }

  /** Takes a sign between elements, and tells whether an element begins with it. */
  private opens(sign: string): boolean {
    if (sign === " " || sign === "\n" || sign === "\r" || sign === "\t") return false;
    if (this.state === "before" && sign === "[") this.state = "inside";
    else if (this.state === "inside" && sign === "{") {
      this.depth = 1;
      this.startLine = this.line;
      return true;
    } else if (this.state === "inside" && sign === "]") this.state = "after";
    else if (this.state !== "inside" || sign !== ",") throw new ImportSourceError(`line ${this.line}: here should be a list of objects`);
    return false;
  }

  private hold(text: string): void {
    this.held += text;
    if (this.held.length > longestElement) throw new ImportSourceError(`line ${this.startLine}: this row is too long`);
  }
}
