import type { ReactNode } from "react";
import { Link, useLoaderData, useLocation } from "react-router";

import { text } from "../../text/text.js";
import { Gone } from "../frame/gone.js";
import { labelOfApp } from "../frame/model-groups.js";
import { Page } from "../frame/page.js";
import { keptFilters, listAddress } from "../list-address.js";
import { addressOf, capitalised } from "../site.js";
import { ChangeSummary } from "./change-summary.js";
import type { HistoryEntry, HistoryPageData } from "./history-description.js";
import type { LoadedHistory } from "./history-loader.js";
import { showMoment } from "../date-time/show-moment.js";

/** What was done to an object, by whom, with old and new values. */
export function HistoryPage(): ReactNode {
  const { history, ...loaded } = useLoaderData<LoadedHistory>();
  return history === null ? <Gone {...loaded} /> : <History {...loaded} history={history} />;
}

type ExistingHistory = LoadedHistory & { readonly history: HistoryPageData };

function History(loaded: ExistingHistory): ReactNode {
  const { admin, id, history } = loaded;
  const { search } = useLocation();
  return (
    <Page
      title={text.history.title(history.name)}
      steps={[
        { label: labelOfApp(admin.app), to: `/${admin.app}/` },
        { label: capitalised(admin.labels.plural), to: listAddress(admin, search) },
        { label: history.name, to: addressOf(admin, { id, page: "change" }) + keptFilters(search) },
        { label: text.actions.history },
      ]}
    >
      {history.count === 0 ? <p>{text.history.empty}</p> : <Entries {...loaded} />}
    </Page>
  );
}

function Entries({ history: { entries, count, end }, isBeginning }: ExistingHistory): ReactNode {
  return (
    <>
      <div className="results">
        <table className="history">
          <thead>
            <tr>
              <th scope="col">{text.history.time}</th>
              <th scope="col">{text.history.user}</th>
              <th scope="col">{text.history.action}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.id}>
                <th scope="row">
                  <time dateTime={entry.occurredAt}>{showMoment(entry.occurredAt)}</time>
                </th>
                <td>{actorOf(entry)}</td>
                <td>
                  <ChangeSummary action={entry.action} changes={entry.changes} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Pages count={count} end={end} isBeginning={isBeginning} />
    </>
  );
}

function Pages({ count, end, isBeginning }: { count: number; end: string | null; isBeginning: boolean }): ReactNode {
  const { search } = useLocation();
  const to = (from: string | null): string => {
    const query = new URLSearchParams(search);
    if (from === null) query.delete("from");
    else query.set("from", from);
    return `?${query.toString()}`;
  };
  return (
    <nav className="paginator" aria-label={text.list.pages(text.history.entries)}>
      {!isBeginning && <Link to={to(null)}>{text.history.oldest}</Link>}
      {end !== null && <Link to={to(end)}>{text.history.newer}</Link>}
      <span>{text.history.count(count)}</span>
    </nav>
  );
}

function actorOf({ actorName, actorFullName }: HistoryEntry): string {
  if (actorName === null) return text.list.empty;
  return actorFullName === "" ? actorName : `${actorName} (${actorFullName})`;
}
