import { type ReactNode, useState } from "react";
import { Link } from "react-router";

import { text } from "../../text/text.js";
import { Icon } from "../frame/icon.js";
import type { FilterChoice, ListFilter } from "../list-filter.js";
import { changed, filteredBy, isChosen, type ListState, writeListState } from "../list-state.js";
import type { LoadedList } from "./change-list-loader.js";
import { FilterInputs } from "./filter-inputs.js";

/** The filters beside a list. */
export function FilterPanel({ admin, state, page }: LoadedList): ReactNode {
  const to = (next: ListState): string => writeListState(next, admin.list) || ".";
  return (
    <nav className="filter-panel" aria-labelledby="filter-heading">
      <h2 id="filter-heading">{text.list.filter}</h2>
      {admin.list.countsChoices !== false && (
        <p>
          <Link to={to(changed(state, { showsFacets: !state.showsFacets }))} className="toggle-counts">
            <Icon name={state.showsFacets ? "eyeStruck" : "eye"} /> {state.showsFacets ? text.list.hideCounts : text.list.showCounts}
          </Link>
        </p>
      )}
      {state.filters.size > 0 && (
        <p>
          <Link to={to(changed(state, { filters: new Map() }))}>
            <span aria-hidden="true">✖</span> {text.list.clearFilters}
          </Link>
        </p>
      )}
      {admin.list.listFilter.map((filter) => (
        <FilterBlock key={filter.parameters.join()} filter={filter} choices={filter.choices(page)} state={state} to={to} />
      ))}
    </nav>
  );
}

interface FilterBlockProps {
  readonly filter: ListFilter;
  readonly choices: readonly FilterChoice[];
  readonly state: ListState;
  readonly to: (state: ListState) => string;
}

function FilterBlock({ filter, choices, state, to }: FilterBlockProps): ReactNode {
  const key = `gatehouse.filterIsFolded.${filter.title}`;
  const [isOpen, setOpen] = useState(() => sessionStorage.getItem(key) === null);
  const toggle = (open: boolean): void => {
    if (open) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, "yes");
    setOpen(open);
  };
  if (choices.length === 0 && filter.inputs === undefined) return null;
  return (
    <details open={isOpen} onToggle={(event) => toggle(event.currentTarget.open)}>
      <summary>{text.list.by(filter.title)}</summary>
      <ul>
        <Choice label={text.list.all} isInForce={isChosen(state, filter, {})} to={to(filteredBy(state, filter, {}))} />
        {choices.map(({ label, parameters, count }) => (
          <Choice
            key={JSON.stringify(parameters)}
            label={count === undefined ? label : `${label} (${count})`}
            isInForce={isChosen(state, filter, parameters)}
            to={to(filteredBy(state, filter, parameters))}
          />
        ))}
      </ul>
      {filter.inputs && <FilterInputs key={to(state)} filter={filter} inputs={filter.inputs} state={state} to={to} />}
    </details>
  );
}

function Choice({ label, isInForce, to }: { label: string; isInForce: boolean; to: string }): ReactNode {
  return (
    <li className={isInForce ? "selected" : ""}>
      <Link to={to} title={label} {...(isInForce ? { "aria-current": "true" as const } : {})}>
        {label}
      </Link>
    </li>
  );
}
