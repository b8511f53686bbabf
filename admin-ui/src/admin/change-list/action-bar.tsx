import { type ReactNode, type SubmitEvent, useState } from "react";

import { text } from "../../text/text.js";
import { useConsole } from "../frame/console-context.js";
import { useAttempt } from "../frame/use-attempt.js";
import { firstEstimate } from "../list-state.js";
import { shownCount } from "../shown-count.js";
import { ActionDialog } from "./action-dialog.js";
import type { LoadedList } from "./change-list-loader.js";
import { isPageTicked, noTicks, tickedRows, type Ticks } from "./ticks.js";
import { useActions } from "./use-actions.js";

interface ActionBarProps {
  readonly list: LoadedList;
  readonly ticks: Ticks;
  readonly onTick: (ticks: Ticks) => void;
}

/** Where an action is chosen and run, and where one reads how many rows are selected. */
export function ActionBar({ list, ticks, onTick }: ActionBarProps): ReactNode {
  const [name, choose] = useState("");
  const { offered, start, question, isBusy } = useActions(list, ticks, () => {
    onTick(noTicks);
    choose("");
  });
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void start(name);
  };
  return (
    <>
      <form className="action-bar" onSubmit={submit}>
        <label htmlFor="action">
          {text.list.action} <span className="visually-hidden">{text.list.actionLabel}</span>
        </label>
        <select id="action" value={name} onChange={(event) => choose(event.target.value)}>
          <option value="">{text.list.noAction}</option>
          {offered.map((action) => (
            <option key={action.name} value={action.name}>
              {action.label}
            </option>
          ))}
        </select>
        <button type="submit" disabled={isBusy}>
          {text.list.go}
        </button>
        <Counter list={list} ticks={ticks} onTick={onTick} />
      </form>
      {question && <ActionDialog {...question} />}
    </>
  );
}

/** How many rows are selected, and the way to all rows of the list. */
function Counter({ list, ticks, onTick }: ActionBarProps): ReactNode {
  const { page, admin } = list;
  const ids = page.rows.map(({ id }) => id);
  const canSelectAll = isPageTicked(ticks, ids) && page.count > ids.length && admin.list.count !== undefined;
  const { client } = useConsole();
  const attempt = useAttempt();
  const selectAll = async (): Promise<void> => {
    // What is done to all must say how many they are, to the last one.
    const across = page.count < firstEstimate ? page.count : await admin.list.count?.(client, list.request);
    onTick({ ...ticks, across: across ?? page.count });
  };
  if (ticks.across !== null) {
    return (
      <>
        <span role="status">{text.list.allSelected(ticks.across)}</span>
        <button type="button" className="link" onClick={() => onTick(noTicks)}>
          {text.list.clearSelection}
        </button>
      </>
    );
  }
  return (
    <>
      <span role="status">{text.list.selected(tickedRows(ticks, ids).length, ids.length)}</span>
      {canSelectAll && (
        <button type="button" className="link" onClick={() => void attempt(selectAll)}>
          {text.list.selectAll(shownCount(page.count), admin.labels.plural)}
        </button>
      )}
    </>
  );
}
