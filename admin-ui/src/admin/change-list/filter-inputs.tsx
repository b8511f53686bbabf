import type { ReactNode, SubmitEvent } from "react";
import { useNavigate } from "react-router";

import { text } from "../../text/text.js";
import type { FilterInput, ListFilter } from "../list-filter.js";
import { filteredBy, type ListState } from "../list-state.js";

interface FilterInputsProps {
  readonly filter: ListFilter;
  readonly inputs: readonly FilterInput[];
  readonly state: ListState;
  readonly to: (state: ListState) => string;
}

/** What can be typed into a filter. Runs with its button or Enter, as the search does. */
export function FilterInputs({ filter, inputs, state, to }: FilterInputsProps): ReactNode {
  const navigate = useNavigate();
  const apply = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const typed = [...new FormData(event.currentTarget)].flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value.trim()]] : [],
    );
    void navigate(to(filteredBy(state, filter, Object.fromEntries(typed) as Record<string, string>)));
  };
  return (
    <form className="filter-inputs" onSubmit={apply}>
      {inputs.map(({ parameter, label, type }) => (
        <label key={parameter}>
          {label}{" "}
          <input
            type={type}
            name={parameter}
            aria-label={`${text.list.by(filter.title)}: ${label}`}
            maxLength={300}
            // A moment is shown as its day.
            defaultValue={type === "date" ? state.filters.get(parameter)?.slice(0, 10) : state.filters.get(parameter)}
          />
        </label>
      ))}
      <button type="submit" aria-label={`${text.list.apply} – ${text.list.by(filter.title)}`}>
        {text.list.apply}
      </button>
    </form>
  );
}
