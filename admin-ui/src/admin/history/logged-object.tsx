import type { ReactNode } from "react";
import { Link } from "react-router";

import { text } from "../../text/text.js";
import { useConsole } from "../frame/console-context.js";
import { addressOf, capitalised } from "../site.js";

/** What something was done to, as the log knows it. */
export interface LoggedObject {
  readonly action: string;
  /** Model, such as `auth.user`. */
  readonly objectType: string | null;
  readonly objectId: string | null;
  readonly objectName: string | null;
}

/** The name of what something was done to; a link if it has a form and was not deleted then. */
export function LoggedObjectName({ action, objectType, objectId, objectName }: LoggedObject): ReactNode {
  const admin = useModel(objectType);
  const name = objectName ?? text.list.empty;
  if (objectType === "admin.bulkchange") return text.bulk.name(name);
  if (!admin || objectId === null || action === "DELETE" || admin.list.rowsHaveForms === false) return name;
  return <Link to={addressOf(admin, { id: objectId, page: "change" })}>{name}</Link>;
}

/** What kind of thing it is, with a capital. */
export function LoggedObjectModel({ objectType }: Pick<LoggedObject, "objectType">): ReactNode {
  const admin = useModel(objectType);
  return admin ? capitalised(admin.labels.singular) : (text.log.objectTypes[objectType ?? ""] ?? text.dashboard.unknown);
}

function useModel(objectType: string | null) {
  const { site } = useConsole();
  const [app, model] = objectType?.split(".") ?? [];
  return site.find(app, model);
}
