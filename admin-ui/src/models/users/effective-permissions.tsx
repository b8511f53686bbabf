import type { ApolloClient } from "@apollo/client";
import { type ReactNode, useCallback, useState } from "react";
import { Link } from "react-router";

import { EffectivePermissionsDocument, type EffectivePermissionsQuery } from "../../api/generated/graphql.js";
import { ask } from "../../../react/api/request.js";
import type { EditedObject } from "../../admin/form-description.js";
import { useLoaded } from "../../admin/use-loaded.js";
import { text } from "../../text/text.js";
import { permissionLabel } from "../permissions/permission-choices.js";

/** Everything that a user may do as saved, and why; read when it is opened. */
export function EffectivePermissions({ object }: { object: EditedObject }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="fieldset" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text.userForm.effective}</summary>
      {isOpen && <Reasons id={object.id} />}
    </details>
  );
}

function Reasons({ id }: { id: string }): ReactNode {
  const load = useCallback(async (client: ApolloClient) => (await ask(client, EffectivePermissionsDocument, { id })).user, [id]);
  const { data, fault, retry } = useLoaded(load);
  if (fault !== null) {
    return (
      <p role="alert">
        {fault}{" "}
        <button type="button" className="link" onClick={retry}>
          {text.requests.retry}
        </button>
      </p>
    );
  }
  if (!data) return <p>{text.site.loading}</p>;
  if (!data.effectivePermissions) return <p>{text.userForm.effectiveHidden}</p>;
  if (data.effectivePermissions.length === 0) return <p>{data.isActive ? text.userForm.effectiveNone : text.userForm.effectiveInactive}</p>;
  return (
    <table className="reasons">
      <thead>
        <tr>
          <th scope="col">{text.userForm.permission}</th>
          <th scope="col">{text.userForm.reason}</th>
        </tr>
      </thead>
      <tbody>
        {data.effectivePermissions.map(({ permission, sources }) => (
          <tr key={permission.id}>
            <th scope="row">
              <Link to={`/auth/permission/${encodeURIComponent(permission.name)}/holders/`}>{permissionLabel(permission)}</Link>
            </th>
            <td>
              <Sources sources={sources} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Source = NonNullable<NonNullable<EffectivePermissionsQuery["user"]>["effectivePermissions"]>[number]["sources"][number];

function Sources({ sources }: { sources: readonly Source[] }): ReactNode {
  return sources.map(({ kind, group }, index) => (
    <span key={group?.id ?? kind}>
      {index > 0 && ", "}
      {group ? (
        <>
          {text.userForm.throughGroup} <Link to={`/auth/group/${encodeURIComponent(group.id)}/change/`}>{group.name}</Link>
        </>
      ) : (
        (text.userForm.sources[kind] ?? kind)
      )}
    </span>
  ));
}
