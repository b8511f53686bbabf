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
  const to = (change: typeof sortedBy): string => writeListState(change(state, name, admin.list), admin.list) || ".";
  if (priority === 0) {
    return (
      <th scope="col" className="sortable">
        <Link to={to(sortedBy)}>{heading}</Link>
      </th>
    );
  }
  const isDescending = marked[priority - 1]?.isDescending ?? false;
  return (
    <th scope="col" className="sortable sorted" aria-sort={isDescending ? "descending" : "ascending"}>
      <div className="sort-options">
        <Link className="sort-remove" to={to(unsorted)} title={text.list.removeFromSorting(heading)}>
          <Icon name="remove" label={text.list.removeFromSorting(heading)} />
        </Link>
        {marked.length > 1 && (
          <span className="sort-priority" title={text.list.sortingPriority(priority)}>
            {priority}
          </span>
        )}
        <Link className="sort-toggle" to={to(turned)} title={text.list.toggleSorting(heading)}>
          <Icon name={isDescending ? "down" : "up"} label={text.list.toggleSorting(heading)} />
        </Link>
      </div>
      <Link to={to(sortedBy)}>{heading}</Link>
    </th>
  );
}
