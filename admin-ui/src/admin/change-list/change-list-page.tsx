import type { ReactNode } from "react";
import { Link, useLoaderData } from "react-router";

import { text } from "../../text/text.js";
import { Icon } from "../frame/icon.js";
import { useFrame } from "../frame/frame-loader.js";
import { labelOfApp } from "../frame/model-groups.js";
import { Page } from "../frame/page.js";
import type { ModelAdmin } from "../model-admin.js";
import { addressOf, mayAdd, rightsOf } from "../site.js";
import type { LoadedList } from "./change-list-loader.js";
import { FilterPanel } from "./filter-panel.js";
import { Paginator } from "./paginator.js";
import { ResultTable } from "./result-table.js";
import { SearchBar } from "./search-bar.js";

/** The list of a model: search, filters, rows, pages. */
export function ChangeListPage(): ReactNode {
  const list = useLoaderData<LoadedList>();
  const { admin } = list;
  const { permissions } = useFrame();
  const rights = rightsOf(admin, permissions);
  const { singular, plural } = admin.labels;
  const title = rights.change ? text.list.selectToChange(singular) : text.list.selectToView(singular);
  return (
    <Page
      title={title}
      steps={[{ label: labelOfApp(admin.app), to: `/${admin.app}/` }, { label: plural }]}
      tools={<Tools admin={admin} canAdd={mayAdd(admin, permissions)} />}
    >
      <div className="change-list">
        <div className="change-list-results">
          {admin.list.isSearchable && <SearchBar {...list} />}
          <ResultTable {...list} />
          <Paginator {...list} />
        </div>
        {admin.list.listFilter.length > 0 && <FilterPanel {...list} />}
      </div>
    </Page>
  );
}

function Tools({ admin, canAdd }: { admin: ModelAdmin; canAdd: boolean }): ReactNode {
  if (!canAdd) return undefined;
  return (
    <li>
      <Link to={addressOf(admin, "add")} className="add">
        {text.list.add(admin.labels.singular)} <Icon name="plus" />
      </Link>
    </li>
  );
}
