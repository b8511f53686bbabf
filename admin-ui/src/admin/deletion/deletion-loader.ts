import { type LoaderFunction, redirect } from "react-router";

import { Fault } from "../../../react/api/fault.js";
import { text } from "../../text/text.js";
import type { ConsoleSources } from "../frame/frame-source.js";
import { listAddress } from "../list-address.js";
import type { Selection } from "../list-action.js";
import type { ModelAdmin } from "../model-admin.js";
import { rightsOf } from "../site.js";
import type { DeletionDescription, DeletionPreview } from "./deletion-description.js";
import { keptSelection } from "./kept-selection.js";

/** What is to be deleted, and what that would do. */
export interface LoadedDeletion {
  readonly admin: ModelAdmin;
  readonly deletion: DeletionDescription;
  readonly selection: Selection;
  readonly preview: DeletionPreview;
  /** Whether it was reached from one object, and not from a list. */
  readonly isOne: boolean;
}

/** Reads what deleting one object would do, or those that were selected in the list. */
export function deletionLoader({ client, site, frames }: ConsoleSources): LoaderFunction {
  return async ({ params, request }): Promise<LoadedDeletion> => {
    const admin = site.find(params["app"], params["model"]);
    const deletion = admin?.deletion;
    if (!admin || !deletion) throw new Response(null, { status: 404 });
    if (!rightsOf(admin, (await frames.current(request)).permissions).delete) throw new Fault("forbidden", text.faults.forbiddenText);
    const id = params["id"];
    const selection = id === undefined ? keptSelection(admin) : selectionOfOne(id);
    if (!selection) throw redirect(listAddress(admin, new URL(request.url).search));
    const preview = await deletion.preview(client, selection);
    return { admin, deletion, selection, preview, isOne: id !== undefined };
  };
}

function selectionOfOne(id: string): Selection {
  return { ids: [id], search: "", filters: new Map(), count: 1 };
}
