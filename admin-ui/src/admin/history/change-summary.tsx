import type { ReactNode } from "react";

import { text } from "../../text/text.js";
import type { HistoryEntry } from "./history-description.js";

/** One sentence about what was done, as in Django, and below it each field with its old and its new value. */
export function ChangeSummary({ action, changes }: Pick<HistoryEntry, "action" | "changes">): ReactNode {
  const known = changes.filter(({ old, new: now }) => old !== null || now !== null);
  return (
    <>
      {sentenceOf(action, changes)}
      {known.length > 0 && (
        <ul className="field-changes">
          {known.map(({ field, old, new: now }) => (
            <li key={field}>
              {labelOf(field)}: {action !== "ADD" && <del>{shown(old)}</del>} {action === "CHANGE" && <span aria-hidden="true">→</span>}{" "}
              {action !== "DELETE" && <ins>{shown(now)}</ins>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function sentenceOf(action: string, changes: HistoryEntry["changes"]): string {
  if (action === "ADD") return text.history.added;
  if (action !== "CHANGE") return text.history.actions[action] ?? action;
  return changes.length === 0 ? text.history.nothingChanged : text.history.changed(changes.map(({ field }) => labelOf(field)));
}

/** Fields that nobody has given a label yet are called as programs call them. */
function labelOf(field: string): string {
  return text.history.fields[field] ?? field;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? text.list.empty : value.map(String).join(", ");
  if (value === true) return text.list.filterYes;
  if (value === false) return text.list.filterNo;
  if (value == null || value === "") return text.list.empty;
  return typeof value === "string" || typeof value === "number" ? String(value) : JSON.stringify(value);
}
