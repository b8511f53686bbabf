import type { RowPlace } from "../imported-rows.js";
import type { ChoiceOf, Choices, ConflictKind } from "./conflicts.js";

/** Conflicts of a kind that are told one by one; the others are only counted. */
const mostExamples = 20;

/** The conflicts of one kind. */
export interface ConflictSummary {
  readonly kind: ConflictKind;
  readonly count: number;
  /** The first ones, one line each. */
  readonly examples: readonly string[];
  /** Undefined while the operator has not decided. */
  readonly choice: string | undefined;
}

/** What happened, or would happen, to the rows of one sort. */
export interface RowCounts {
  /** New ones, which are (or would be) written. */
  added: number;
  /** Here since an earlier run, and left alone. */
  present: number;
  /** Left out, by choice or for want of one. */
  skipped: number;
}

/** Collects what an import finds, and knows what the operator has chosen. */
export class ImportReport {
  readonly permissions = noRows();
  readonly groups = noRows();
  readonly users = noRows();
  readonly logEntries = noRows();
  private readonly found = new Map<ConflictKind, { count: number; examples: string[] }>();

  constructor(private readonly choices: Choices) {}

  /** Notes a conflict and gives what to do about it; undefined when that is not decided: then the row is left out for now. */
  choose<Kind extends ConflictKind>(kind: Kind, place: RowPlace, message: string): ChoiceOf<Kind> | undefined {
    const summary = this.found.get(kind) ?? { count: 0, examples: [] };
    this.found.set(kind, summary);
    if (++summary.count <= mostExamples) summary.examples.push(`${place}: ${message}`);
    return this.choices[kind];
  }

  /** All kinds of conflict that occurred. */
  get conflicts(): ConflictSummary[] {
    return [...this.found].map(([kind, { count, examples }]) => ({ kind, count, examples, choice: this.choices[kind] }));
  }

  /** Whether everything is decided, so that the import may write. */
  get isDecided(): boolean {
    return this.conflicts.every(({ choice }) => choice !== undefined);
  }
}

function noRows(): RowCounts {
  return { added: 0, present: 0, skipped: 0 };
}
