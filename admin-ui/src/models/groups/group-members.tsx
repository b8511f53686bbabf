import type { ApolloClient } from "@apollo/client";
import { type ReactNode, useCallback, useState } from "react";
import { Link } from "react-router";

import { GroupMembersDocument, type GroupMembersQuery, RemoveUsersFromGroupDocument } from "../../api/generated/graphql.js";
import { ask, change } from "../../../react/api/request.js";
import type { EditedObject } from "../../admin/form-description.js";
import { useConsole } from "../../admin/frame/console-context.js";
import { useFrame } from "../../admin/frame/frame-loader.js";
import { useMessages } from "../../admin/frame/messages.js";
import { useAttempt } from "../../admin/frame/use-attempt.js";
import { useLoaded } from "../../admin/use-loaded.js";
import { text } from "../../text/text.js";

type Members = NonNullable<NonNullable<GroupMembersQuery["group"]>["users"]>;

/** Members on a page. */
const pageSize = 20;

/**
 * The members of a group, page by page, with a search, and with a button to remove one for those who may. Shows nothing to those who
 * may not see users. What it does is done at once, and not with the form around it.
 */
export function GroupMembers({ object }: { object: EditedObject }): ReactNode {
  const { permissions } = useFrame();
  return permissions.has("auth.view_user") ? <MemberList groupId={object.id} /> : null;
}

function MemberList({ groupId }: { groupId: string }): ReactNode {
  const [search, setSearch] = useState("");
  // Where the pages before this one and this one begin.
  const [places, setPlaces] = useState<readonly (string | null)[]>([null]);
  const after = places.at(-1) ?? null;
  const load = useCallback(
    async (client: ApolloClient) =>
      (await ask(client, GroupMembersDocument, { id: groupId, search, first: pageSize, after })).group?.users ?? null,
    [groupId, search, after],
  );
  const { data: members, fault, retry } = useLoaded(load);
  return (
    <section className="group-members" aria-labelledby="group-members">
      <h2 id="group-members">{text.groups.members(members?.totalCount ?? null)}</h2>
      <input
        type="search"
        aria-label={text.groups.searchMembers}
        placeholder={text.groups.searchMembers}
        maxLength={150}
        onChange={(event) => {
          setSearch(event.target.value);
          setPlaces([null]);
        }}
        // Enter would save the form around it.
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
      />
      {fault !== null && <p role="alert">{fault}</p>}
      {members && <Rows members={members} groupId={groupId} onRemoved={retry} />}
      <div className="buttons">
        {places.length > 1 && (
          <button type="button" onClick={() => setPlaces(places.slice(0, -1))}>
            {text.groups.previous}
          </button>
        )}
        {members?.pageInfo.hasNextPage === true && (
          <button type="button" onClick={() => setPlaces([...places, members.pageInfo.endCursor ?? null])}>
            {text.groups.next}
          </button>
        )}
      </div>
    </section>
  );
}

function Rows({ members, groupId, onRemoved }: { members: Members; groupId: string; onRemoved: () => void }): ReactNode {
  const { permissions } = useFrame();
  const { client } = useConsole();
  const { show } = useMessages();
  const attempt = useAttempt();
  const remove = async ({ id, username }: Members["nodes"][number]): Promise<void> => {
    await attempt(async () => {
      await change(client, RemoveUsersFromGroupDocument, { input: { ids: [id], groupId } });
      show({ level: "success", content: text.groups.removed(username) });
      onRemoved();
    });
  };
  if (members.nodes.length === 0) return <p className="quiet">{text.groups.noMembers}</p>;
  return (
    <ul>
      {members.nodes.map((member) => (
        <li key={member.id}>
          <span>
            <Link to={`/auth/user/${encodeURIComponent(member.id)}/change/`}>{member.username}</Link> {member.fullName}
          </span>
          {permissions.has("auth.change_user") && (
            <button type="button" className="link" onClick={() => void remove(member)}>
              {text.groups.remove} <span className="visually-hidden">{member.username}</span>
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
