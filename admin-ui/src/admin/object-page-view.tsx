import type { ReactNode } from "react";
import { useLoaderData, useParams } from "react-router";

import { useConsole } from "./frame/console-context.js";
import { useFrame } from "./frame/frame-loader.js";
import { Denied } from "./frame/denied.js";
import { Gone } from "./frame/gone.js";

/** A further page of an object, for those who may see it. */
export function ObjectPageView(): ReactNode {
  const { app, model, id = "", page: name } = useParams();
  const { permissions } = useFrame();
  const data = useLoaderData<unknown>();
  const admin = useConsole().site.find(app, model);
  const page = admin?.objectPages?.find((candidate) => candidate.name === name);
  if (!admin || !page) return null;
  if (!permissions.has(page.permission)) return <Denied />;
  return data === null ? <Gone admin={admin} id={id} /> : <page.Content />;
}
