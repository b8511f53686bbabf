import type { ApolloClient } from "@apollo/client";
import type { LoaderFunction } from "react-router";

import { guarded } from "./frame/guarded-loader.js";
import type { AdminSite } from "./site.js";

/** What a further page of an object shows; its `load` gave the data, null when there is no such object. */
export function objectPageLoader(client: ApolloClient, site: AdminSite): LoaderFunction {
  return guarded(async ({ params, request }) => {
    const admin = site.find(params["app"], params["model"]);
    const page = admin?.objectPages?.find(({ name }) => name === params["page"]);
    if (!page) throw new Response(null, { status: 404 });
    return page.load(client, { id: params["id"] ?? "", parameters: new URL(request.url).searchParams });
  });
}
