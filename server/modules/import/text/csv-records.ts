import { ImportSourceError } from "../imported-rows.js";
import { longestElement } from "./json-elements.js";

/** A record of a CSV file. */
export interface CsvRecord {
  /** Where it begins, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * The records of a CSV file (RFC 4180: commas, double quotes, which may hold line ends), in whatever pieces it comes. Blank lines
 * are left out.
 *
 * @throws ImportSourceError when a quote is never closed, or a record is longer than any row can be
 */
export async function* csvRecords(pieces: AsyncIterable<string>): AsyncGenerator<CsvRecord> {
  const reader = new CsvReader();
  for await (const piece of pieces) yield* reader.take(piece);
  yield* reader.end();
}

class CsvReader {
  private line = 1;
  private startLine = 1;
  private cells: string[] = [];
  private cell = "";
  /** Within quotes; just behind a quote, which was the last or the first of two; or neither. */
  private quote: "none" | "inside" | "behind" = "none";

  *take(piece: string): Generator<CsvRecord> {
    for (const sign of piece) {
      if (this.quote === "inside") this.takeQuoted(sign);
      else if (sign === "\n") yield* this.endRecord();
      else this.takePlain(sign);
      if (sign === "\n") this.line++;
      if (this.cell === "" && this.cells.length === 0 && this.quote === "none") this.startLine = this.line;
    }
    if (this.cell.length > longestElement) throw new ImportSourceError(`line ${this.startLine}: this row is too long`);
  }

  *end(): Generator<CsvRecord> {
    if (this.quote === "inside") throw new ImportSourceError(`line ${this.startLine}: a quote is never closed`);
    yield* this.endRecord();
  }

  private takeQuoted(sign: string): void {
    if (sign === '"') this.quote = "behind";
    else this.cell += sign;
  }

  private takePlain(sign: string): void {
    if (sign === ",") this.endCell();
    else if (sign === '"' && (this.quote === "behind" || this.cell === "")) {
      // Two quotes within quotes stand for one.
      if (this.quote === "behind") this.cell += '"';
      this.quote = "inside";
    } else this.cell += sign;
  }

  private endCell(): void {
    this.cells.push(this.cell);
    this.cell = "";
    this.quote = "none";
  }

  private *endRecord(): Generator<CsvRecord> {
    if (this.cell.endsWith("\r")) this.cell = this.cell.slice(0, -1);
    this.endCell();
    const record = { line: this.startLine, cells: this.cells };
    this.cells = [];
    if (record.cells.length > 1 || record.cells[0] !== "") yield record;
  }
}
