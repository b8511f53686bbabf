import { choiceFilter, dateFilter } from "../../admin/filters.js";
import { ChangeSummary } from "../../admin/history/change-summary.js";
import { LoggedObjectName } from "../../admin/history/logged-object.js";
import { showMoment } from "../../admin/date-time/show-moment.js";
import type { ModelAdmin } from "../../admin/model-admin.js";
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
      { name: "action_time", heading: columns.time, orderField: "TIME", cell: (entry) => showMoment(entry.occurredAt) },
      { name: "user", heading: columns.user, cell: (entry) => entry.actorName },
      { name: "object", heading: columns.object, cell: (entry) => <LoggedObjectName {...entry} /> },
      { name: "action", heading: columns.action, cell: (entry) => <ChangeSummary {...entry} isFolded /> },
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
