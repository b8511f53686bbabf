import { type ReactNode, type SubmitEvent, useState } from "react";
import { flushSync } from "react-dom";

import { useGatehouse } from "../provider/gatehouse-context.js";
import { noProblems, type Problems } from "../text/problems.js";
import { findEmptyAndDifferent } from "./find-empty-and-different.js";
import { FormRow } from "./form-row.js";
import type { FormField, TypedValues } from "./form-field.js";

/** What every form of the library takes. */
export interface FormProps {
  /** Whether the first field has the focus when the form is shown. */
  readonly autoFocus?: boolean;
  /** Further class of the form. */
  readonly className?: string;
  /** Stands below the button. */
  readonly children?: ReactNode;
}

interface FlowFormProps extends FormProps {
  readonly fields: readonly FormField[];
  /** Of the button. */
  readonly words: { readonly submit: string; readonly busy: string };
  readonly isBusy: boolean;
  /** Sends what was typed, and tells what is wrong with it; null when nothing is. */
  readonly send: (values: TypedValues) => Promise<Problems | null>;
  /** Whose password the form is about: password managers read it. */
  readonly username?: string | null | undefined;
  /** Stands above the button. */
  readonly extra?: ReactNode;
  /** Field to return to when no single field is at fault. */
  readonly refocus?: string;
}

/** A form whose fields keep what was typed, whatever happens. After a failed attempt the first field at fault has the focus. */
export function FlowForm({ fields, words, isBusy, send, username, extra, refocus, ...props }: FlowFormProps): ReactNode {
  const { texts } = useGatehouse();
  const [problems, setProblems] = useState(noProblems);
  const submit = async (form: HTMLFormElement): Promise<void> => {
    const values = readValues(form);
    const found = findEmptyAndDifferent(fields, values, texts) ?? (await send(values));
    // At once, so that the field describes its fault when it gets the focus.
    flushSync(() => setProblems(placed(found ?? noProblems, fields)));
    if (found) focusOn(form, fields.find(({ name }) => name in found.fields)?.name ?? refocus);
  };
  const handle = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (!isBusy) void submit(event.currentTarget);
  };
  return (
    <form className={["gatehouse-form", props.className].join(" ").trim()} noValidate onSubmit={handle} aria-busy={isBusy}>
      <div role="alert">
        {problems.form.map((problem) => (
          <p key={problem} className="gatehouse-note">
            {problem}
          </p>
        ))}
      </div>
      {username != null && <input hidden readOnly name="username" autoComplete="username" value={username} />}
      {fields.map((field, index) => (
        <FormRow
          key={field.name}
          field={field}
          problems={problems.fields[field.name] ?? []}
          isBusy={isBusy}
          hasFocus={props.autoFocus === true && index === fields.findIndex(({ isKnown = false }) => !isKnown)}
        />
      ))}
      {extra}
      <button type="submit" className="gatehouse-button" aria-disabled={isBusy}>
        {isBusy ? words.busy : words.submit}
      </button>
      {props.children}
    </form>
  );
}

/** What is wrong with something that the form does not ask for stands above it. */
function placed({ fields: found, form }: Problems, fields: readonly FormField[]): Problems {
  const strays = Object.entries(found).filter(([name]) => fields.every((field) => field.name !== name));
  return { fields: found, form: [...form, ...strays.flatMap(([, problems]) => problems)] };
}

function focusOn(form: HTMLFormElement, name: string | undefined): void {
  const input = [...form.querySelectorAll("input")].find((candidate) => candidate.name === name && !candidate.hidden);
  input?.focus();
  input?.select();
}

function readValues(form: HTMLFormElement): TypedValues {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, typeof value === "string" ? value : ""]));
}
