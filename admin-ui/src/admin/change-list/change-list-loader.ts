import type { ApolloClient } from "@apollo/client";
import { type LoaderFunction, redirect } from "react-router";

import { type ListState, mostShown, pageSize, readListState, toListRequest } from "../list-state.js";
import type { ListPage, ModelAdmin } from "../model-admin.js";
import { addressOf, type AdminSite } from "../site.js";

/** A list as its address wants it. */
export interface LoadedList {
  readonly admin: ModelAdmin;
  readonly state: ListState;
  readonly page: ListPage;
}

/** Reads the list at an address. An address that makes no sense leads to the bare list, as in Django. */
export function changeListLoader(client: ApolloClient, site: AdminSite): LoaderFunction {
  return async ({ params, request }): Promise<LoadedList> => {
    const admin = site.find(params["app"], params["model"]);
    if (!admin) throw new Response(null, { status: 404 });
    const address = new URL(request.url);
    const state = readListState(address.searchParams, admin.list);
    if (!state) throw redirect(`${addressOf(admin)}?e=1`);
    const page = await admin.list.load(client, toListRequest(state, admin.list));
    if (state.page > 1 && page.rows.length === 0) throw redirect(`${addressOf(admin)}?e=1`);
    // All rows on one page are shown up to a number; beyond, the wish is ignored.
    const isTooMuch = state.showsAll && page.count > mostShown;
    return { admin, state: { ...state, showsAll: state.showsAll && !isTooMuch }, page: isTooMuch ? firstRows(page) : page };
  };
}

function firstRows(page: ListPage): ListPage {
  return { ...page, rows: page.rows.slice(0, pageSize) };
}
