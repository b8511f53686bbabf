import { type ReactNode, useState } from "react";
import { Link, useParams } from "react-router";

import type { ModelAdmin } from "../model-admin.js";
import { addressOf, capitalised, rightsOf } from "../site.js";
import { text } from "../../text/text.js";
import { useConsole } from "./console-context.js";
import { useFrame } from "./frame-loader.js";
import { Icon } from "./icon.js";
import { groupByApp, labelOfApp } from "./model-groups.js";

const openKey = "gatehouse.sidebarIsOpen";
const filterKey = "gatehouse.sidebarFilter";

/** The way to every list, on every page. */
export function Sidebar(): ReactNode {
  const [isOpen, setOpen] = useState(() => localStorage.getItem(openKey) !== "false");
  const toggle = (): void => {
    localStorage.setItem(openKey, String(!isOpen));
    setOpen(!isOpen);
  };
  return (
    <>
      <button type="button" className="sidebar-strip" aria-label={text.site.toggleSidebar} aria-expanded={isOpen} onClick={toggle}>
        <span aria-hidden="true">{isOpen ? "«" : "»"}</span>
      </button>
      {isOpen && <SidebarContent />}
    </>
  );
}

function SidebarContent(): ReactNode {
  const { site } = useConsole();
  const { permissions } = useFrame();
  const [typed, setTyped] = useState(() => sessionStorage.getItem(filterKey) ?? "");
  const type = (value: string): void => {
    sessionStorage.setItem(filterKey, value.toLowerCase());
    setTyped(value);
  };
  const wanted = typed.trim().toLowerCase();
  const isWanted = ({ labels }: ModelAdmin): boolean => labels.plural.toLowerCase().includes(wanted);
  const apps = groupByApp(site.models, permissions).map(({ app, models }) => ({ app, models: models.filter(isWanted) }));
  return (
    <nav className="sidebar" aria-label={text.site.sidebar}>
      <input
        type="search"
        className={wanted !== "" && apps.every(({ models }) => models.length === 0) ? "no-results" : ""}
        placeholder={text.site.startTyping}
        aria-label={text.site.filterSidebar}
        value={typed}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && type("")}
      />
      {apps.map(({ app, models: ofApp }) => (
        <SidebarApp key={app} app={app} models={ofApp} permissions={permissions} />
      ))}
    </nav>
  );
}

interface SidebarAppProps {
  readonly app: string;
  readonly models: readonly ModelAdmin[];
  readonly permissions: ReadonlySet<string>;
}

function SidebarApp({ app, models, permissions }: SidebarAppProps): ReactNode {
  const here = useParams();
  return (
    <table className={here["app"] === app ? "module current-app" : "module"}>
      <caption>
        <Link to={`/${app}/`}>{labelOfApp(app)}</Link>
      </caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{text.dashboard.model}</th>
          <th scope="col">{text.actions.add}</th>
        </tr>
      </thead>
      <tbody>
        {models.map((model) => {
          const isHere = here["app"] === app && here["model"] === model.model;
          const rights = rightsOf(model, permissions);
          const id = `sidebar-${app}-${model.model}`;
          return (
            <tr key={model.model} className={isHere ? "current-model" : ""}>
              <th scope="row" id={id}>
                {rights.view ? (
                  <Link to={addressOf(model)} {...(isHere ? { "aria-current": "page" as const } : {})}>
                    {capitalised(model.labels.plural)}
                  </Link>
                ) : (
                  capitalised(model.labels.plural)
                )}
              </th>
              <td>
                {rights.add && (
                  <Link to={addressOf(model, "add")} className="add-link" aria-describedby={id}>
                    <Icon name="plus" /> {text.actions.add}
                  </Link>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
