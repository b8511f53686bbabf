import type { LoaderFunction } from "react-router";

import { RecentActionsDocument, type RecentActionsQuery } from "../api/generated/graphql.js";
import { ask } from "../../react/api/request.js";
import type { ConsoleSources } from "../admin/frame/frame-source.js";

/** What the viewer did last, newest first. */
export type RecentActions = RecentActionsQuery["recentActions"];

/** Reads what the dashboard shows beside the lists. */
export function dashboardLoader({ client }: ConsoleSources): LoaderFunction {
  return async (): Promise<RecentActions> => (await ask(client, RecentActionsDocument, {})).recentActions;
}
