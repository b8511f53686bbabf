import { type ReactNode, useState } from "react";
import { Link } from "react-router";

import { text } from "../../text/text.js";
import { Icon } from "../frame/icon.js";
import { changed, filteredBy, type ListState, writeListState } from "../list-state.js";
import type { FilterChoice, ListFilter } from "../model-admin.js";
import type { LoadedList } from "./change-list-loader.js";

/** The filters beside a list. */
export function FilterPanel({ admin, state, page }: LoadedList): ReactNode {
  const to = (next: ListState): string => writeListState(next, admin.list) || ".";
  return (
    <nav className="filter-panel" aria-labelledby="filter-heading">
      <h2 id="filter-heading">{text.list.filter}</h2>
      <p>
        <Link to={to(changed(state, { showsFacets: !state.showsFacets }))} className="toggle-counts">
          <Icon name={state.showsFacets ? "eyeStruck" : "eye"} /> {state.showsFacets ? text.list.hideCounts : text.list.showCounts}
        </Link>
      </p>
      {state.filters.size > 0 && (
        <p>
          <Link to={to(changed(state, { filters: new Map() }))}>
            <span aria-hidden="true">✖</span> {text.list.clearFilters}
          </Link>
        </p>
      )}
      {admin.list.listFilter.map((filter) => (
        <FilterBlock key={filter.title} filter={filter} choices={filter.choices(page)} state={state} to={to} />
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
  if (choices.length === 0) return null;
  const isNone = filter.parameters.every((parameter) => !state.filters.has(parameter));
  return (
    <details open={isOpen} onToggle={(event) => toggle(event.currentTarget.open)}>
      <summary>{text.list.by(filter.title)}</summary>
      <ul>
        <Choice label={text.list.all} isChosen={isNone} to={to(filteredBy(state, filter, null))} />
        {choices.map((choice) => {
          const label = choice.count === undefined ? choice.label : `${choice.label} (${choice.count})`;
          const isChosen = state.filters.get(choice.parameter) === choice.value;
          return (
            <Choice
              key={`${choice.parameter}=${choice.value}`}
              label={label}
              isChosen={isChosen}
              to={to(filteredBy(state, filter, choice))}
            />
          );
        })}
      </ul>
    </details>
  );
}

function Choice({ label, isChosen, to }: { label: string; isChosen: boolean; to: string }): ReactNode {
  return (
    <li className={isChosen ? "selected" : ""}>
      <Link to={to} title={label} {...(isChosen ? { "aria-current": "true" as const } : {})}>
        {label}
      </Link>
    </li>
  );
}
