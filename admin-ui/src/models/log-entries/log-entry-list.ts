import type { ApolloClient } from "@apollo/client";

import {
  ExportLogEntriesDocument,
  type ExportFormat,
  type LogAction,
  type LogEntryFilter,
  LogEntryListDocument,
  type LogEntryListQuery,
  type LogOutcome,
} from "../../api/generated/graphql.js";
import { ask, change } from "../../../react/api/request.js";
import { readTime } from "../../admin/date-presets.js";
import type { ListExport } from "../../admin/list-action.js";
import type { ListPage, ListRequest } from "../../admin/model-admin.js";
import { text } from "../../text/text.js";

/** An entry in the list. */
export type LogEntryRow = LogEntryListQuery["list"]["nodes"][number];

/** Reads a page of the log. */
export async function loadLogEntries(client: ApolloClient, request: ListRequest): Promise<ListPage<LogEntryRow>> {
  const { offset, first, orderBy } = request;
  const order = orderBy[0]?.direction ?? "DESC";
  const { list, all } = await ask(client, LogEntryListDocument, { filter: toFilter(request), order, offset, first });
  return { rows: list.nodes, count: list.approximateTotalCount, total: all.approximateTotalCount, facets: {} };
}

/** The log as files. */
export const logEntryExports: readonly ListExport[] = [
  { name: "csv", label: text.list.exportCsv, order: async (client, request) => orderFile(client, request, "CSV") },
  { name: "json", label: text.list.exportJson, order: async (client, request) => orderFile(client, request, "JSON_LINES") },
];

async function orderFile(client: ApolloClient, request: ListRequest, format: ExportFormat): Promise<string> {
  const { downloadUrl } = await change(client, ExportLogEntriesDocument, { input: { format, filter: toFilter(request) } });
  return downloadUrl ?? "";
}

function toFilter({ search, filters }: ListRequest): LogEntryFilter {
  const [action, outcome] = [filters.get("action"), filters.get("outcome")];
  return {
    ...(search !== "" && { search }),
    ...(action !== undefined && { action: [action as LogAction] }),
    ...(outcome !== undefined && { outcome: outcome as LogOutcome }),
    from: readTime(filters.get("action_time__gte") ?? ""),
    before: readTime(filters.get("action_time__lt") ?? ""),
  };
}
