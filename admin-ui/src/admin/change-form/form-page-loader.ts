import type { ApolloClient } from "@apollo/client";
import type { LoaderFunction } from "react-router";

import type { AdminSite } from "../site.js";
import { findWithForm, type LoadedForm } from "./change-form-loader.js";
import type { FormPage } from "../form-description.js";

/** A further form of an object as it is opened. */
export interface LoadedFormPage extends LoadedForm {
  readonly page: FormPage;
}

/** Reads the object of a further form, such as the one of a user's password. */
export function formPageLoader(client: ApolloClient, site: AdminSite): LoaderFunction {
  return async ({ params }): Promise<LoadedFormPage> => {
    const admin = findWithForm(site, params);
    const [id, page] = [params["id"] ?? "", admin.form.pages?.[params["page"] ?? ""]];
    if (!page) throw new Response(null, { status: 404 });
    return { admin, id, page, object: await page.load(client, id) };
  };
}
