import { useState } from "react";
import { useLocation, useNavigate, useRevalidator } from "react-router";

import { text } from "../../text/text.js";
import { useBulkChanges } from "../bulk-changes/bulk-changes.js";
import { keepSelection } from "../deletion/kept-selection.js";
import { useConsole } from "../frame/console-context.js";
import { useFrame } from "../frame/frame-loader.js";
import { useMessages } from "../frame/messages.js";
import { useAttempt } from "../frame/use-attempt.js";
import { preservedFilters } from "../list-address.js";
import type { ActionOption, ListAction, Selection } from "../list-action.js";
import type { ModelAdmin } from "../model-admin.js";
import { addressOf, rightsOf } from "../site.js";
import type { ActionQuestion } from "./action-dialog.js";
import type { LoadedList } from "./change-list-loader.js";
import { tickedRows, type Ticks } from "./ticks.js";

/** An entry of the drop-down. */
export interface OfferedAction {
  readonly name: string;
  readonly label: string;
}

const deleteSelected = "delete_selected";

/** What somebody may do to rows of a list: to delete them, and the actions of the model. */
export function offeredActions(admin: ModelAdmin, permissions: ReadonlySet<string>): readonly (OfferedAction | ListAction)[] {
  const canDelete = admin.deletion !== undefined && rightsOf(admin, permissions).delete;
  return [
    ...(canDelete ? [{ name: deleteSelected, label: text.list.deleteSelected(admin.labels.plural) }] : []),
    ...(admin.list.actions ?? []).filter((action) => action.permissions.every((permission) => permissions.has(permission))),
  ];
}

interface Actions {
  readonly offered: readonly OfferedAction[];
  /** Runs an action, after a question if there is one to ask. */
  readonly start: (name: string) => Promise<void>;
  /** What is being asked; null when nothing is. */
  readonly question: ActionQuestion | null;
  readonly isBusy: boolean;
}

/** Runs actions on the ticked rows; `onDone` is called when one was run. */
export function useActions(list: LoadedList, ticks: Ticks, onDone: () => void): Actions {
  const { admin } = list;
  const { client } = useConsole();
  const { show } = useMessages();
  const attempt = useAttempt();
  const navigate = useNavigate();
  const { search } = useLocation();
  const { run, isBusy } = useRun(onDone);
  const [question, ask] = useState<ActionQuestion | null>(null);
  const offered = offeredActions(admin, useFrame().permissions);
  const start = async (name: string): Promise<void> => {
    const selection = selectionOf(list, ticks);
    const action = offered.find((candidate) => candidate.name === name);
    if (selection.count === 0) show({ level: "warning", content: text.list.nothingSelected });
    else if (!action) show({ level: "warning", content: text.list.noActionSelected });
    else if (!isListAction(action)) {
      keepSelection(admin, selection);
      await navigate(`${addressOf(admin)}delete/${preservedFilters(search)}`);
    } else if (action.choice ?? selection.ids === null) {
      await attempt(async () =>
        ask({
          title: text.list.runOn(action.label, selection.count, admin.labels),
          submitLabel: action.label.replace(/…$/, ""),
          choice: action.choice,
          firstOptions: (await action.choice?.load(client, "")) ?? [],
          onCancel: () => ask(null),
          onAnswer: (option) => {
            ask(null);
            void run({ action, selection, option });
          },
        }),
      );
    } else await run({ action, selection, option: null });
  };
  return { offered, start, question, isBusy };
}

interface Run {
  readonly action: ListAction;
  readonly selection: Selection;
  readonly option: ActionOption | null;
}

function useRun(onDone: () => void): { run: (run: Run) => Promise<void>; isBusy: boolean } {
  const { client } = useConsole();
  const { show } = useMessages();
  const { follow } = useBulkChanges();
  const attempt = useAttempt();
  const { revalidate } = useRevalidator();
  const [isBusy, setBusy] = useState(false);
  const run = async ({ action, selection, option }: Run): Promise<void> => {
    setBusy(true);
    await attempt(async () => {
      const goesOn = await action.run(client, selection, option?.id ?? "");
      if (goesOn) follow(goesOn);
      else show({ level: "success", content: action.done(selection.count, option?.label ?? "") });
      onDone();
      await revalidate();
    });
    setBusy(false);
  };
  return { run, isBusy };
}

function selectionOf({ page, state }: LoadedList, ticks: Ticks): Selection {
  const ids = tickedRows(
    ticks,
    page.rows.map(({ id }) => id),
  );
  const { search, filters } = state;
  return ticks.across === null ? { ids, search, filters, count: ids.length } : { ids: null, search, filters, count: ticks.across };
}

function isListAction(action: OfferedAction | ListAction): action is ListAction {
  return "run" in action;
}
