import type { ApolloClient } from "@apollo/client";
import type { LoaderFunction } from "react-router";

import type { ChangeFormDescription, EditedObject } from "../form-description.js";
import type { ModelAdmin } from "../model-admin.js";
import type { AdminSite } from "../site.js";

/** A model that has a form. */
export type AdminWithForm = ModelAdmin & { readonly form: ChangeFormDescription };

/** A form as it is opened. */
export interface LoadedForm {
  readonly admin: AdminWithForm;
  readonly id: string;
  /** Null when there is no such object. */
  readonly object: EditedObject | null;
}

/** Reads the object of a change form. */
export function changeFormLoader(client: ApolloClient, site: AdminSite): LoaderFunction {
  return async ({ params }): Promise<LoadedForm> => {
    const admin = findWithForm(site, params);
    const id = params["id"] ?? "";
    return { admin, id, object: await admin.form.load(client, id) };
  };
}

/**
 * The model of an address, if it has a form.
 *
 * @throws Response 404
 */
export function findWithForm(site: AdminSite, params: Readonly<Record<string, string | undefined>>): AdminWithForm {
  const admin = site.find(params["app"], params["model"]);
  if (!admin?.form) throw new Response(null, { status: 404 });
  return { ...admin, form: admin.form };
}
