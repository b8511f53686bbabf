import type { ReactNode } from "react";
import { useLoaderData, useLocation } from "react-router";

import { Gone } from "./frame/gone.js";
import { labelOfApp } from "./frame/model-groups.js";
import { Page } from "./frame/page.js";
import { keptFilters, listAddress } from "./list-address.js";
import type { LoadedObjectPage } from "./object-page-loader.js";
import { addressOf, capitalised } from "./site.js";

/** A further page of an object, inside the frame. */
export function ObjectPageView(): ReactNode {
  const { admin, id, page, data } = useLoaderData<LoadedObjectPage>();
  const { search } = useLocation();
  if (data === null) return <Gone admin={admin} id={id} />;
  const name = page.nameOf(data);
  return (
    <Page
      title={page.label}
      object={name}
      steps={[
        { label: labelOfApp(admin.app), to: `/${admin.app}/` },
        { label: capitalised(admin.labels.plural), to: listAddress(admin, search) },
        { label: name, to: addressOf(admin, { id, page: "change" }) + keptFilters(search) },
        { label: page.label },
      ]}
    >
      <page.Content id={id} data={data} />
    </Page>
  );
}
