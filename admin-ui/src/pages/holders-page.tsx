import type { ReactNode } from "react";
import { Link, type LoaderFunction, useLoaderData } from "react-router";

import { Fault } from "../../react/api/fault.js";
import { PermissionHoldersDocument, type PermissionHoldersQuery } from "../api/generated/graphql.js";
import { ask } from "../../react/api/request.js";
import type { ConsoleSources } from "../admin/frame/frame-source.js";
import { labelOfApp } from "../admin/frame/model-groups.js";
import { Page } from "../admin/frame/page.js";
import { text } from "../text/text.js";

interface LoadedHolders {
  readonly name: string;
  readonly holders: PermissionHoldersQuery;
  readonly isBeginning: boolean;
}

/** Users on a page. */
const pageSize = 100;

/** Reads who holds a permission. */
export function holdersLoader({ client, frames }: ConsoleSources): LoaderFunction {
  return async ({ params, request }): Promise<LoadedHolders> => {
    const { permissions } = await frames.current(request);
    const name = params["name"] ?? "";
    if (!permissions.has("auth.view_user") || !permissions.has("auth.view_permission"))
      throw new Fault("forbidden", text.faults.forbiddenText);
    const after = new URL(request.url).searchParams.get("from");
    const holders = await ask(client, PermissionHoldersDocument, { permission: name, first: pageSize, after });
    if (!holders.permission) throw new Response(null, { status: 404 });
    return { name, holders, isBeginning: after === null };
  };
}

/** Who holds a permission, for whatever reason. Why somebody does stands in the form of that user. */
export function HoldersPage(): ReactNode {
  const { name, holders, isBeginning } = useLoaderData<LoadedHolders>();
  const { totalCount, nodes, pageInfo } = holders.usersWithPermission;
  return (
    <Page
      title={text.holders.title(holders.permission?.label ?? name)}
      object={name}
      steps={[{ label: labelOfApp("auth"), to: "/auth/" }, { label: text.holders.step }]}
    >
      <p>{text.holders.intro}</p>
      <div className="results">
        <table>
          <thead>
            <tr>
              {text.holders.columns.map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {nodes.map((user) => (
              <tr key={user.id}>
                <th scope="row">
                  <Link to={`/auth/user/${encodeURIComponent(user.id)}/change/`}>{user.username}</Link>
                </th>
                <td>{user.fullName === "" ? text.list.empty : user.fullName}</td>
                <td>{user.isSuperuser ? text.list.filterYes : text.list.filterNo}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <nav className="paginator" aria-label={text.list.pages(text.users.labels.plural)}>
        {!isBeginning && <Link to="?">{text.holders.first}</Link>}
        {pageInfo.hasNextPage && (
          <Link to={`?${new URLSearchParams({ from: pageInfo.endCursor ?? "" }).toString()}`}>{text.holders.next}</Link>
        )}
        <span>{text.holders.count(totalCount ?? 0)}</span>
      </nav>
    </Page>
  );
}
