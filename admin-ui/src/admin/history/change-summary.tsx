import type { ReactNode } from "react";

import { text } from "../../text/text.js";
import type { HistoryEntry } from "./history-description.js";
import { showMoment } from "../date-time/show-moment.js";

interface ChangeSummaryProps extends Pick<HistoryEntry, "action" | "changes"> {
  /** Whether old and new values are shown only when they are asked for. */
  readonly isFolded?: boolean;
}

/** One sentence about what was done, as in Django, and below it each field with its old and its new value. */
export function ChangeSummary({ action, changes: unordered, isFolded = false }: ChangeSummaryProps): ReactNode {
  const changes = unordered.toSorted((a, b) => placeOf(a.field) - placeOf(b.field));
  const sentence = sentenceOf(action, changes);
  const known = changes.filter(({ old, new: now }) => shown(old) !== shown(now));
  if (known.length === 0) return sentence;
  const fields = (
    <ul className="field-changes">
      {known.map((change) => (
        <li key={change.field}>
          <FieldChange action={action} change={change} />
        </li>
      ))}
    </ul>
  );
  if (!isFolded) {
    return (
      <>
        {sentence}
        {fields}
      </>
    );
  }
  return (
    <details>
      <summary>{sentence}</summary>
      {fields}
    </details>
  );
}

/** Of what was added there is no old value, of what was deleted no new one. */
function FieldChange({ action, change: { field, old, new: now } }: { action: string; change: HistoryEntry["changes"][number] }): ReactNode {
  return (
    <>
      {labelOf(field)}: {action !== "ADD" && <del>{shown(old)}</del>}
      {action !== "ADD" && action !== "DELETE" && <span aria-hidden="true"> → </span>}
      {action !== "DELETE" && <ins>{shown(now)}</ins>}
    </>
  );
}

function sentenceOf(action: string, changes: HistoryEntry["changes"]): string {
  if (action !== "CHANGE") return text.history.actions[action] ?? action;
  return changes.length === 0 ? text.history.nothingChanged : text.history.changed(changes.map(({ field }) => labelOf(field)));
}

/** Fields that nobody has given a label yet are called as programs call them. */
function labelOf(field: string): string {
  return text.history.fields[field] ?? field;
}

const places = new Map(Object.keys(text.history.fields).map((field, place) => [field, place]));

/** Fields are told in the order in which forms show them. */
function placeOf(field: string): number {
  return places.get(field) ?? places.size;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? text.list.empty : value.map(String).join(", ");
  if (value === true) return text.list.filterYes;
  if (value === false) return text.list.filterNo;
  if (value == null || value === "") return text.list.empty;
  if (typeof value !== "string") return JSON.stringify(value);
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? showMoment(value) : value;
}
