import type { ReactNode } from "react";
import { Link } from "react-router";

import { useConsole } from "../admin/frame/console-context.js";
import { Icon, type IconName } from "../admin/frame/icon.js";
import { addressOf, capitalised } from "../admin/site.js";
import { text } from "../text/text.js";
import type { RecentActions } from "./dashboard-loader.js";

/** What the viewer did last. */
export function RecentActionsBox({ actions }: { actions: RecentActions }): ReactNode {
  return (
    <section className="recent-actions" aria-labelledby="recent-actions">
      <h2 id="recent-actions">{text.dashboard.recentActions}</h2>
      <h3>{text.dashboard.myActions}</h3>
      {actions.length === 0 ? (
        <p>{text.dashboard.none}</p>
      ) : (
        <ul>
          {actions.map((action) => (
            <li key={action.id}>
              <RecentAction {...action} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const kinds: Readonly<Record<string, { readonly icon: IconName; readonly label: string }>> = {
  ADD: { icon: "plus", label: text.dashboard.added },
  DELETE: { icon: "cross", label: text.dashboard.deleted },
};

const changedKind = { icon: "pencil", label: text.dashboard.changed } as const;

function RecentAction({ action, objectType, objectId, objectName }: RecentActions[number]): ReactNode {
  const { site } = useConsole();
  const [app, model] = objectType?.split(".") ?? [];
  const admin = site.find(app, model);
  const { icon, label } = kinds[action] ?? changedKind;
  const isThere = admin && objectId !== null && action !== "DELETE" && admin.list.rowsHaveForms !== false;
  const name = objectName ?? text.list.empty;
  return (
    <>
      <Icon name={icon} /> <span className="visually-hidden">{label}</span>{" "}
      {isThere ? <Link to={addressOf(admin, { id: objectId, page: "change" })}>{name}</Link> : name}
      <span className="recent-model">{admin ? capitalised(admin.labels.singular) : text.dashboard.unknown}</span>
    </>
  );
}
