import type { LoaderFunction } from "react-router";

import { Fault } from "../../../react/api/fault.js";
import { text } from "../../text/text.js";
import type { ConsoleSources } from "../frame/frame-source.js";
import type { ModelAdmin } from "../model-admin.js";
import { rightsOf } from "../site.js";
import type { HistoryPageData } from "./history-description.js";

/** The history of an object. */
export interface LoadedHistory {
  readonly admin: ModelAdmin;
  readonly id: string;
  /** Null when there is no such object. */
  readonly history: HistoryPageData | null;
  /** Whether it is shown from the beginning. */
  readonly isBeginning: boolean;
}

/** Reads a page of the history of an object. */
export function historyLoader({ client, site, frames }: ConsoleSources): LoaderFunction {
  return async ({ params, request }): Promise<LoadedHistory> => {
    const [admin, id] = [site.find(params["app"], params["model"]), params["id"]];
    if (!admin?.history || id === undefined) throw new Response(null, { status: 404 });
    if (!rightsOf(admin, (await frames.current(request)).permissions).view) throw new Fault("forbidden", text.faults.forbiddenText);
    const from = new URL(request.url).searchParams.get("from");
    const history = await admin.history.load(client, { id, from });
    return { admin, id, history, isBeginning: from === null };
  };
}
