import type { ReactNode } from "react";
import { Link } from "react-router";

import { text } from "../../text/text.js";
import { Icon } from "../frame/icon.js";
import { markedOrder, sortedBy, turned, unsorted, writeListState } from "../list-state.js";
import type { Column, Identified } from "../model-admin.js";
import type { LoadedList } from "./change-list-loader.js";

/** The head of a column, with its ways to sort. */
export function ColumnHead({ column, list: { admin, state } }: { column: Column<Identified>; list: LoadedList }): ReactNode {
  const { name, heading, orderField } = column;
  if (orderField === undefined) return <th scope="col">{heading}</th>;
  const marked = markedOrder(state, admin.list);
  const priority = marked.findIndex((key) => key.column === name) + 1;
  const isDescending = marked[priority - 1]?.isDescending ?? false;
  const to = (change: typeof sortedBy): string => writeListState(change(state, name, admin.list), admin.list) || ".";
  const sorting = priority === 0 ? {} : { "aria-sort": isDescending ? ("descending" as const) : ("ascending" as const) };
  return (
    <th scope="col" className={priority === 0 ? "sortable" : "sortable sorted"} {...sorting}>
      <div className="column-head">
        <Link to={to(sortedBy)}>{heading}</Link>
        {priority > 0 && (
          <SortOptions
            heading={heading}
            priority={marked.length > 1 ? priority : null}
            isDescending={isDescending}
            toRemove={to(unsorted)}
            toToggle={to(turned)}
          />
        )}
      </div>
    </th>
  );
}

interface SortOptionsProps {
  readonly heading: string;
  /** Place among the keys; null when there is only one. */
  readonly priority: number | null;
  readonly isDescending: boolean;
  readonly toRemove: string;
  readonly toToggle: string;
}

function SortOptions({ heading, priority, isDescending, toRemove, toToggle }: SortOptionsProps): ReactNode {
  return (
    <span className="sort-options">
      <Link className="sort-remove" to={toRemove} title={text.list.removeFromSorting(heading)}>
        <Icon name="remove" label={text.list.removeFromSorting(heading)} />
      </Link>
      {priority !== null && (
        <span className="sort-priority" title={text.list.sortingPriority(priority)}>
          <span className="visually-hidden">{text.list.sortingPriority(priority)}</span>
          <span aria-hidden="true">{priority}</span>
        </span>
      )}
      <Link className="sort-toggle" to={toToggle} title={text.list.toggleSorting(heading)}>
        <Icon name={isDescending ? "down" : "up"} label={text.list.toggleSorting(heading)} />
      </Link>
    </span>
  );
}
