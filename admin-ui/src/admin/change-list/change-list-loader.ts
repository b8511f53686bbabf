import { type LoaderFunction, redirect } from "react-router";

import { Fault } from "../../../react/api/fault.js";
import { text } from "../../text/text.js";
import type { ConsoleSources } from "../frame/frame-source.js";
import {
  firstEstimate,
  hasNullCharacter,
  lastPage,
  type ListState,
  mostShown,
  pageSize,
  readListState,
  toListRequest,
  writeListState,
} from "../list-state.js";
import type { ListPage, ListRequest, ModelAdmin } from "../model-admin.js";
import { addressOf, rightsOf } from "../site.js";

/** A list as its address wants it. */
export interface LoadedList {
  readonly admin: ModelAdmin;
  readonly state: ListState;
  readonly page: ListPage;
  /** What was read. */
  readonly request: ListRequest;
  /** Whether the search was left out because no text can hold it. */
  readonly hasNullCharacter: boolean;
}

/** Reads the list at an address. An address that makes no sense leads to the bare list, as in Django. */
export function changeListLoader(sources: ConsoleSources): LoaderFunction {
  return async ({ params, request }): Promise<LoadedList> => {
    const admin = sources.site.find(params["app"], params["model"]);
    if (!admin) throw new Response(null, { status: 404 });
    const { permissions } = await sources.frames.current(request);
    if (!rightsOf(admin, permissions).view) throw new Fault("forbidden", text.faults.forbiddenText);
    const address = new URL(request.url);
    const state = readListState(address.searchParams, admin.list);
    if (!state) throw redirect(`${addressOf(admin)}?e=1`);
    const wanted = { ...toListRequest(state, admin.list), permissions };
    const page = await admin.list.load(sources.client, wanted);
    if (state.page > 1 && page.rows.length === 0)
      throw redirect(addressOf(admin) + (await lastPageOf(sources, { admin, state, wanted, page })));
    // All rows on one page are shown up to a number; beyond, the wish is ignored.
    const showsAll = state.showsAll && page.count <= mostShown;
    return {
      admin,
      state: { ...state, showsAll },
      page: showsAll ? page : { ...page, rows: page.rows.slice(0, pageSize) },
      request: wanted,
      hasNullCharacter: hasNullCharacter(address.searchParams),
    };
  };
}

interface Beyond {
  readonly admin: ModelAdmin;
  readonly state: ListState;
  readonly wanted: ListRequest;
  readonly page: ListPage;
}

/** An estimate may offer pages that are not there: then the last one is shown. Other pages past the end make no sense. */
async function lastPageOf({ client }: ConsoleSources, { admin, state, wanted, page }: Beyond): Promise<string> {
  if (page.count < firstEstimate || admin.list.count === undefined) return "?e=1";
  const count = await admin.list.count(client, wanted);
  return writeListState({ ...state, page: Math.min(Math.max(1, Math.ceil(count / pageSize)), lastPage) }, admin.list);
}
