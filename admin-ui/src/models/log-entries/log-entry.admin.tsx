import type { ReactNode } from "react";
import { Link } from "react-router";

import { choiceFilter, dateFilter } from "../../admin/filters.js";
import { ChangeSummary } from "../../admin/history/change-summary.js";
import { shownTime } from "../../admin/history/shown-time.js";
import { useConsole } from "../../admin/frame/console-context.js";
import type { ModelAdmin } from "../../admin/model-admin.js";
import { addressOf } from "../../admin/site.js";
import { text } from "../../text/text.js";
import { loadLogEntries, logEntryExports, type LogEntryRow } from "./log-entry-list.js";

const { columns, filters, outcomes } = text.log;

/** How staff reads the log: what everybody did, as it happens. */
export const logEntryAdmin: ModelAdmin<LogEntryRow> = {
  app: "admin",
  model: "logentry",
  nodeType: "LogEntry",
  labels: text.log.labels,
  isReadOnly: true,
  list: {
    listDisplay: [
      { name: "action_time", heading: columns.time, orderField: "TIME", cell: (entry) => shownTime(entry.occurredAt) },
      { name: "user", heading: columns.user, cell: (entry) => entry.actorName },
      { name: "action", heading: columns.action, cell: (entry) => text.history.actions[entry.action] ?? entry.action },
      { name: "object", heading: columns.object, cell: (entry) => <LoggedObject entry={entry} /> },
      { name: "changes", heading: columns.changes, cell: (entry) => entry.changes.length > 0 && <ChangeSummary {...entry} /> },
      { name: "outcome", heading: columns.outcome, cell: (entry) => outcomes[entry.outcome] },
      { name: "ip_address", heading: columns.address, cell: (entry) => entry.ipAddress },
    ],
    listFilter: [
      choiceFilter({
        parameter: "action",
        title: filters.action,
        choices: Object.entries(text.history.actions).map(([value, label]) => ({ value, label: label.replace(/\.$/, "") })),
      }),
      choiceFilter({
        parameter: "outcome",
        title: filters.outcome,
        choices: Object.entries(outcomes).map(([value, label]) => ({ value, label })),
      }),
      dateFilter({ field: "action_time", title: filters.time }),
    ],
    isSearchable: true,
    ordering: ["-action_time"],
    rowsHaveForms: false,
    countsChoices: false,
    refreshSeconds: 5,
    exports: logEntryExports,
    load: loadLogEntries,
    nameOf: (entry) => `${entry.action} ${entry.objectName ?? ""}`,
  },
};

/** What it was done to, with the way there if the console has one. */
function LoggedObject({ entry: { objectType, objectId, objectName, action } }: { entry: LogEntryRow }): ReactNode {
  const { site } = useConsole();
  const [app, model] = objectType?.split(".") ?? [];
  const admin = site.find(app, model);
  if (objectName === null) return text.list.empty;
  if (!admin || objectId === null || action === "DELETE") return objectName;
  return <Link to={addressOf(admin, { id: objectId, page: "change" })}>{objectName}</Link>;
}
