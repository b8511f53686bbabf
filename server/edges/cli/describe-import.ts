import { conflictKinds } from "../../modules/import/plan/conflicts.js";
import type { ConflictSummary, ImportReport, RowCounts } from "../../modules/import/plan/import-report.js";

/**
 * What an import found, for people.
 *
 * @param verb `would be` or `were`
 */
export function describeImport(report: ImportReport, verb: string): string[] {
  return [
    ...report.conflicts.flatMap(describeConflict),
    describeCounts("permissions", report.permissions, verb),
    describeCounts("groups", report.groups, verb),
    describeCounts("users", report.users, verb),
    describeCounts("log entries", report.logEntries, verb),
  ];
}

function describeConflict({ kind, count, examples, choice }: ConflictSummary): string[] {
  const { meaning, choices } = conflictKinds[kind];
  const decision = choice === undefined ? `undecided, choose ${choices.map((one) => `--on-conflict ${kind}=${one}`).join(" or ")}` : choice;
  const others = count > examples.length ? [`    … and ${count - examples.length} more`] : [];
  return [`${kind} (${count}): ${meaning}`, `  ${decision}`, ...examples.map((example) => `    ${example}`), ...others];
}

function describeCounts(rows: string, { added, present, skipped }: RowCounts, verb: string): string {
  return `${rows}: ${added} ${verb} added, ${present} here already, ${skipped} left out`;
}
