import type { ReactNode } from "react";
import { useLoaderData } from "react-router";

import { text } from "../../text/text.js";
import { useFrame } from "../frame/frame-loader.js";
import { labelOfApp } from "../frame/model-groups.js";
import { Page } from "../frame/page.js";
import type { ModelAdmin, Rights } from "../model-admin.js";
import { capitalised, rightsOf } from "../site.js";
import { ActionBar } from "./action-bar.js";
import type { LoadedList } from "./change-list-loader.js";
import { FilterPanel } from "./filter-panel.js";
import { ListRefresh } from "./list-refresh.js";
import { ListTools } from "./list-tools.js";
import { Paginator } from "./paginator.js";
import { ResultTable } from "./result-table.js";
import { SearchBar } from "./search-bar.js";
import { offeredActions } from "./use-actions.js";
import { useTicks } from "./use-ticks.js";

/** The list of a model: search, filters, actions, rows, pages. */
export function ChangeListPage(): ReactNode {
  const list = useLoaderData<LoadedList>();
  const { admin } = list;
  const rights = rightsOf(admin, useFrame().permissions);
  const { plural } = admin.labels;
  return (
    <Page
      title={titleOf(admin, rights)}
      steps={[{ label: labelOfApp(admin.app), to: `/${admin.app}/` }, { label: capitalised(plural) }]}
      note={list.hasNullCharacter ? { level: "error", content: text.list.nullCharacter } : undefined}
      tools={<ListTools {...list} />}
    >
      <div className="change-list">
        <Results key={`${admin.app}.${admin.model}`} {...list} />
        {admin.list.listFilter.length > 0 && <FilterPanel {...list} />}
      </div>
    </Page>
  );
}

function titleOf({ list, labels: { singular, plural } }: ModelAdmin, rights: Rights): string {
  if (list.rowsHaveForms === false) return capitalised(plural);
  return rights.change ? text.list.selectToChange(singular) : text.list.selectToView(singular);
}

function Results(list: LoadedList): ReactNode {
  const { admin } = list;
  const [ticks, setTicks] = useTicks();
  const canAct = offeredActions(admin, useFrame().permissions).length > 0;
  return (
    <div className="change-list-results">
      {admin.list.isSearchable && <SearchBar {...list} />}
      {admin.list.refreshSeconds !== undefined && <ListRefresh seconds={admin.list.refreshSeconds} />}
      {canAct && <ActionBar list={list} ticks={ticks} onTick={setTicks} />}
      <ResultTable list={list} ticks={ticks} onTick={canAct ? setTicks : undefined} />
      <Paginator {...list} />
    </div>
  );
}
