import type { ReactNode } from "react";
import { Link, useLocation } from "react-router";

import { text } from "../../text/text.js";
import { Icon } from "../frame/icon.js";
import type { Column, Identified } from "../model-admin.js";
import { addressOf } from "../site.js";
import type { LoadedList } from "./change-list-loader.js";
import { ColumnHead } from "./column-head.js";

/** The rows of a list. */
export function ResultTable(list: LoadedList): ReactNode {
  const { admin, page } = list;
  if (page.rows.length === 0) return null;
  return (
    <div className="results">
      <table>
        <thead>
          <tr>
            {admin.list.listDisplay.map((column) => (
              <ColumnHead key={column.name} column={column} list={list} />
            ))}
          </tr>
        </thead>
        <tbody>
          {page.rows.map((row) => (
            <Row key={row.id} row={row} list={list} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, list: { admin } }: { row: Identified; list: LoadedList }): ReactNode {
  const { search } = useLocation();
  const [first, ...others] = admin.list.listDisplay;
  // The way back to this very list goes along.
  const kept = search === "" ? "" : `?${new URLSearchParams({ _changelist_filters: search.slice(1) }).toString()}`;
  return (
    <tr>
      {first && (
        <th scope="row">
          <Link to={addressOf(admin, { id: row.id, page: "change" }) + kept}>
            <Cell column={first} row={row} />
          </Link>
        </th>
      )}
      {others.map((column) => (
        <td key={column.name}>
          <Cell column={column} row={row} />
        </td>
      ))}
    </tr>
  );
}

function Cell({ column, row }: { column: Column<Identified>; row: Identified }): ReactNode {
  const value = column.cell(row);
  if (typeof value === "boolean") return <Icon name={value ? "yes" : "no"} label={value ? text.list.yes : text.list.no} />;
  return value === "" || value == null ? text.list.empty : value;
}
