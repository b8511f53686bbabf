import type { LoaderFunction } from "react-router";

import { Fault } from "../../react/api/fault.js";
import { text } from "../text/text.js";
import type { ConsoleSources } from "./frame/frame-source.js";
import type { ModelAdmin } from "./model-admin.js";
import type { ObjectPage } from "./object-page.js";

/** A further page of an object. */
export interface LoadedObjectPage {
  readonly admin: ModelAdmin;
  readonly id: string;
  readonly page: ObjectPage;
  /** What the page's own `load` read; null when there is no such object. */
  readonly data: unknown;
}

/** Reads a further page of an object, by its name. */
export function objectPageLoader({ client, site, frames }: ConsoleSources, name: string): LoaderFunction {
  return async ({ params, request }): Promise<LoadedObjectPage> => {
    const [admin, id] = [site.find(params["app"], params["model"]), params["id"]];
    const page = admin?.extraPages?.find((candidate) => candidate.name === name);
    if (!admin || !page || id === undefined) throw new Response(null, { status: 404 });
    if (!(await frames.current(request)).permissions.has(page.permission)) throw new Fault("forbidden", text.faults.forbiddenText);
    const data = await page.load(client, { id, parameters: new URL(request.url).searchParams });
    return { admin, id, page, data };
  };
}
