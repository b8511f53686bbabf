import type { ReactNode } from "react";

import { Icon, type IconName } from "../admin/frame/icon.js";
import { LoggedObjectModel, LoggedObjectName } from "../admin/history/logged-object.js";
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

function RecentAction(entry: RecentActions[number]): ReactNode {
  const { icon, label } = kinds[entry.action] ?? changedKind;
  return (
    <>
      <Icon name={icon} /> <span className="visually-hidden">{label}</span> <LoggedObjectName {...entry} />
      <span className="recent-model">
        <LoggedObjectModel {...entry} />
      </span>
    </>
  );
}
