import { type ReactNode, type SubmitEvent, useEffect, useRef, useState } from "react";

import { text } from "../../text/text.js";
import { showMoment } from "../date-time/show-moment.js";
import type { Fieldset, FormValues } from "../form-description.js";
import { type Conflict, type ConflictingField, resolvedValues } from "./conflict.js";
import { ShownValue } from "./read-only-value.js";

type Side = "mine" | "theirs";

interface ConflictScreenProps {
  readonly conflict: Conflict;
  readonly fieldsets: readonly Fieldset[];
  /** Takes the values to be saved; null leads back to the form. */
  readonly onResolve: (values: FormValues | null) => Promise<void>;
}

/** Shows what two people have made of the same object, and lets the later one choose field by field. */
export function ConflictScreen({ conflict, fieldsets, onResolve }: ConflictScreenProps): ReactNode {
  const [choices, setChoices] = useState<Readonly<Record<string, Side>>>({});
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const labels = new Map(fieldsets.flatMap(({ fields }) => fields).map(({ name, label }) => [name, label]));
  const save = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void onResolve(resolvedValues(conflict, choices));
  };
  return (
    <form className="conflict" onSubmit={save}>
      <h2 ref={heading} tabIndex={-1}>
        {text.conflict.title}
      </h2>
      <p>{whoSaved(conflict)}</p>
      {conflict.fields.length === 0 ? <p>{text.conflict.same}</p> : <p>{text.conflict.explain}</p>}
      {conflict.fields.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{text.conflict.field}</th>
              <th scope="col">{text.conflict.mine}</th>
              <th scope="col">{text.conflict.theirs}</th>
            </tr>
          </thead>
          <tbody>
            {conflict.fields.map((field) => (
              <ConflictRow
                key={field.name}
                field={field}
                label={labels.get(field.name) ?? field.name}
                chosen={choices[field.name] ?? field.proposed}
                onChoose={(side) => setChoices((before) => ({ ...before, [field.name]: side }))}
              />
            ))}
          </tbody>
        </table>
      )}
      <div className="submit-row">
        <button type="submit" className="default">
          {text.form.save}
        </button>
        <button type="button" onClick={() => void onResolve(null)}>
          {text.conflict.back}
        </button>
      </div>
    </form>
  );
}

interface ConflictRowProps {
  readonly field: ConflictingField;
  readonly label: string;
  readonly chosen: Side;
  readonly onChoose: (side: Side) => void;
}

function ConflictRow({ field, label, chosen, onChoose }: ConflictRowProps): ReactNode {
  const sides = [
    ["mine", text.conflict.mine],
    ["theirs", text.conflict.theirs],
  ] as const;
  return (
    <tr>
      <th scope="row">{label}</th>
      {sides.map(([side, whose]) => (
        <td key={side} className={chosen === side ? "selected" : ""}>
          <label>
            <input
              type="radio"
              name={`conflict-${field.name}`}
              aria-label={text.conflict.choice(label, whose)}
              checked={chosen === side}
              onChange={() => onChoose(side)}
            />{" "}
            {field[side] === "" ? text.conflict.none : <ShownValue value={field[side]} />}
          </label>
        </td>
      ))}
    </tr>
  );
}

function whoSaved({ changedBy, changedAt }: Conflict): string {
  return changedBy === "" || changedAt === "" ? text.conflict.bySomebody : text.conflict.by(changedBy, showMoment(changedAt));
}
