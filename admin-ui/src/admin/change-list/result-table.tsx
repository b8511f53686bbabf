import type { MouseEvent, ReactNode } from "react";
import { Link, useLocation } from "react-router";

import { text } from "../../text/text.js";
import { Icon } from "../frame/icon.js";
import { preservedFilters } from "../list-address.js";
import type { Column, Identified } from "../model-admin.js";
import { addressOf } from "../site.js";
import type { LoadedList } from "./change-list-loader.js";
import { ColumnHead } from "./column-head.js";
import { isPageTicked, pageTicked, ticked, type Ticks } from "./ticks.js";

interface ResultTableProps {
  readonly list: LoadedList;
  readonly ticks: Ticks;
  /** Absent where no action is offered; then there are no checkboxes either. */
  readonly onTick: ((ticks: Ticks) => void) | undefined;
}

/** The rows of a list. */
export function ResultTable({ list, ticks, onTick }: ResultTableProps): ReactNode {
  const { admin, page } = list;
  if (page.rows.length === 0) return null;
  const ids = page.rows.map(({ id }) => id);
  const isAllTicked = isPageTicked(ticks, ids);
  return (
    <div className="results">
      <table>
        <thead>
          <tr>
            {onTick && (
              <th scope="col" className="action-checkbox">
                <input
                  type="checkbox"
                  aria-label={text.list.selectPage}
                  checked={isAllTicked}
                  onChange={() => onTick(pageTicked(ids, !isAllTicked))}
                />
              </th>
            )}
            {admin.list.listDisplay.map((column) => (
              <ColumnHead key={column.name} column={column} list={list} />
            ))}
          </tr>
        </thead>
        <tbody>
          {page.rows.map((row) => (
            <Row
              key={row.id}
              row={row}
              list={list}
              isTicked={ticks.ids.has(row.id)}
              onClick={onTick && ((isTicked, isRange) => onTick(ticked(ticks, ids, { id: row.id, isTicked, isRange })))}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly row: Identified;
  readonly list: LoadedList;
  readonly isTicked: boolean;
  readonly onClick: ((isTicked: boolean, isRange: boolean) => void) | undefined;
}

function Row({ row, list: { admin }, isTicked, onClick }: RowProps): ReactNode {
  const [first, ...others] = admin.list.listDisplay;
  return (
    <tr className={isTicked ? "selected" : ""}>
      {onClick && (
        <td className="action-checkbox">
          <input
            type="checkbox"
            aria-label={text.list.selectRow(admin.list.nameOf(row))}
            checked={isTicked}
            // The click, and not the change, tells whether Shift was held. The space bar clicks as well.
            onClick={(event: MouseEvent<HTMLInputElement>) => onClick(event.currentTarget.checked, event.shiftKey)}
            onChange={() => undefined}
          />
        </td>
      )}
      {first && (
        <th scope="row">
          <FormLink admin={admin} row={row}>
            <Cell column={first} row={row} />
          </FormLink>
        </th>
      )}
      {others.map((column) => (
        <td key={column.name} className={`column-${column.name}`}>
          <Cell column={column} row={row} />
        </td>
      ))}
    </tr>
  );
}

function FormLink({ admin, row, children }: { admin: LoadedList["admin"]; row: Identified; children: ReactNode }): ReactNode {
  const { search } = useLocation();
  if (admin.list.rowsHaveForms === false) return children;
  return <Link to={addressOf(admin, { id: row.id, page: "change" }) + preservedFilters(search)}>{children}</Link>;
}

function Cell({ column, row }: { column: Column<Identified>; row: Identified }): ReactNode {
  const value = column.cell(row);
  if (typeof value === "boolean") return <Icon name={value ? "yes" : "no"} label={value ? text.list.yes : text.list.no} />;
  return value === "" || value == null ? text.list.empty : value;
}
