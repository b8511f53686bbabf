import type { ReactNode } from "react";
import { Link } from "react-router";

import { text } from "../../text/text.js";
import { changed, lastPage, mostShown, pageSize, writeListState } from "../list-state.js";
import { shownCount } from "../shown-count.js";
import type { LoadedList } from "./change-list-loader.js";
import { shownPages } from "./shown-pages.js";

/** The pages of a list, and how many rows there are. */
export function Paginator({ admin, state, page }: LoadedList): ReactNode {
  const { singular, plural } = admin.labels;
  const all = Math.ceil(page.count / pageSize);
  const pages = state.showsAll ? 1 : Math.min(all, lastPage);
  const to = (number: number): string => writeListState({ ...state, page: number }, admin.list) || ".";
  return (
    <nav className="paginator" aria-label={text.list.pages(plural)}>
      {pages > 1 && (
        <ul>
          {shownPages(pages, state.page).map((number, index) => (
            <li key={number ?? `gap ${index}`}>
              <PageLink number={number} current={state.page} to={to} />
            </li>
          ))}
        </ul>
      )}
      <span>{`${shownCount(page.count)} ${page.count === 1 ? singular : plural}`}</span>
      {pages > 1 && page.count <= mostShown && (
        <Link to={writeListState(changed(state, { showsAll: true }), admin.list)}>{text.list.showAll}</Link>
      )}
      {all > pages && !state.showsAll && <span className="quiet">{text.list.pagesEnd}</span>}
    </nav>
  );
}

function PageLink({ number, current, to }: { number: number | null; current: number; to: (number: number) => string }): ReactNode {
  if (number === null) return "…";
  if (number === current) return <strong aria-current="page">{number}</strong>;
  return (
    <Link to={to(number)} aria-label={text.list.page(number)}>
      {number}
    </Link>
  );
}
