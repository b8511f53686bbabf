import type { ReactNode } from "react";
import { Link, useLoaderData, useParams } from "react-router";

import { useConsole } from "../admin/frame/console-context.js";
import { useFrame } from "../admin/frame/frame-loader.js";
import { Icon } from "../admin/frame/icon.js";
import { groupByApp, labelOfApp, type ModelGroup } from "../admin/frame/model-groups.js";
import { Page } from "../admin/frame/page.js";
import type { ModelAdmin } from "../admin/model-admin.js";
import { addressOf, capitalised, rightsOf } from "../admin/site.js";
import { text } from "../text/text.js";
import type { RecentActions } from "./dashboard-loader.js";
import { RecentActionsBox } from "./recent-actions.js";

/** All lists that somebody may see, or those of one app. */
export function DashboardPage(): ReactNode {
  const { app } = useParams();
  const { site } = useConsole();
  const { permissions } = useFrame();
  // The page of one app has none.
  const actions = useLoaderData<RecentActions | undefined>();
  const groups = groupByApp(site.models, permissions).filter((group) => app === undefined || group.app === app);
  const title = app === undefined ? text.site.index : text.site.appIndex(labelOfApp(app));
  return (
    <Page title={title} steps={app === undefined ? [] : [{ label: labelOfApp(app) }]} hasSidebar={false}>
      <div className="dashboard">
        <div className="app-list">
          {groups.length === 0 && <p>{text.dashboard.nothing}</p>}
          {groups.map((group) => (
            <AppTable key={group.app} group={group} permissions={permissions} />
          ))}
        </div>
        {actions !== undefined && <RecentActionsBox actions={actions} />}
      </div>
    </Page>
  );
}

function AppTable({ group, permissions }: { group: ModelGroup; permissions: ReadonlySet<string> }): ReactNode {
  return (
    <table className="module">
      <caption>
        <Link to={`/${group.app}/`}>{group.label}</Link>
      </caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{text.dashboard.model}</th>
          <th scope="col">{text.actions.add}</th>
          <th scope="col">{text.dashboard.changeOrView}</th>
        </tr>
      </thead>
      <tbody>
        {group.models.map((admin) => (
          <ModelRow key={admin.model} admin={admin} permissions={permissions} />
        ))}
      </tbody>
    </table>
  );
}

function ModelRow({ admin, permissions }: { admin: ModelAdmin; permissions: ReadonlySet<string> }): ReactNode {
  const rights = rightsOf(admin, permissions);
  const id = `model-${admin.app}-${admin.model}`;
  return (
    <tr>
      <th scope="row" id={id}>
        {rights.view ? <Link to={addressOf(admin)}>{capitalised(admin.labels.plural)}</Link> : capitalised(admin.labels.plural)}
      </th>
      <td>
        {rights.add && (
          <Link to={addressOf(admin, "add")} className="add-link" aria-describedby={id}>
            <Icon name="plus" /> {text.actions.add}
          </Link>
        )}
      </td>
      <td>
        {rights.view && (
          <Link to={addressOf(admin)} className={rights.change ? "change-link" : "view-link"} aria-describedby={id}>
            <Icon name={rights.change ? "pencil" : "eye"} /> {rights.change ? text.actions.change : text.actions.view}
          </Link>
        )}
      </td>
    </tr>
  );
}
