import type { ReactNode } from "react";
import { useLoaderData } from "react-router";

import { Denied } from "../frame/denied.js";
import { useFrame } from "../frame/frame-loader.js";
import { Gone } from "../frame/gone.js";
import { rightsOf } from "../site.js";
import type { LoadedFormPage } from "./form-page-loader.js";

/** A further form of an object, for those who may change the object. */
export function FormPageView(): ReactNode {
  const { admin, id, page, object } = useLoaderData<LoadedFormPage>();
  if (!rightsOf(admin, useFrame().permissions).change) return <Denied />;
  return object === null ? <Gone admin={admin} id={id} /> : <page.Content object={object} />;
}
