import { type ReactNode, type SubmitEvent, useEffect, useRef } from "react";
import { Link, useNavigate } from "react-router";

import { text } from "../../text/text.js";
import { Icon } from "../frame/icon.js";
import { changed, writeListState } from "../list-state.js";
import { shownCount } from "../shown-count.js";
import type { LoadedList } from "./change-list-loader.js";

/** Where the list is searched. Runs on Enter, not while somebody types. */
export function SearchBar({ admin, state, page }: LoadedList): ReactNode {
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  // Not by a key: a box that is made anew has lost the focus.
  useEffect(() => {
    if (input.current) input.current.value = state.search;
  }, [state.search]);
  const { searchHelp } = admin.list;
  const search = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get("q");
    void navigate(writeListState(changed(state, { search: typeof typed === "string" ? typed.trim() : "" }), admin.list) || ".");
  };
  const isNarrowed = page.count !== page.total || state.search !== "";
  const bare = writeListState(changed(state, { search: "", filters: new Map(), order: null }), admin.list);
  return (
    <form className="search-bar" role="search" onSubmit={search} noValidate>
      <label htmlFor="searchbar">
        <Icon name="search" />
      </label>
      <input
        ref={input}
        type="text"
        id="searchbar"
        name="q"
        aria-label={text.list.searchLabel(admin.labels.plural)}
        size={40}
        maxLength={1000}
        defaultValue={state.search}
        {...(searchHelp === undefined ? {} : { "aria-describedby": "search-help" })}
      />
      <button type="submit">{text.list.search}</button>
      {isNarrowed && (
        <span className="search-count">
          <span role="status">{text.list.results(shownCount(page.count), page.count === 1)}</span> (
          <Link to={bare || "."}>{text.list.total(shownCount(page.total))}</Link>)
        </span>
      )}
      {searchHelp !== undefined && (
        <p id="search-help" className="help">
          {searchHelp}
        </p>
      )}
    </form>
  );
}
