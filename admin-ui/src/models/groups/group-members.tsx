import { type ReactNode, useEffect, useState } from "react";
import { Link } from "react-router";

import { GroupMembersDocument, type GroupMembersQuery, RemoveUsersFromGroupDocument } from "../../api/generated/graphql.js";
import { ask, change } from "../../api/request.js";
import type { EditedObject } from "../../admin/form-description.js";
import { useConsole } from "../../admin/frame/console-context.js";
import { faultMessage } from "../../admin/frame/fault-message.js";
import { useFrame } from "../../admin/frame/frame-loader.js";
import { useMessages } from "../../admin/frame/messages.js";
import { text } from "../../text/text.js";

type Members = NonNullable<NonNullable<GroupMembersQuery["group"]>["users"]>;

/** Members on a page. */
const pageSize = 20;

/**
 * The members of a group, page by page, with a search, and with a button to remove one for those who may. Shows nothing to those who
 * may not see users. It is no part of a form: what it does is done at once.
 */
export function GroupMembers({ object: { id: groupId } }: { object: EditedObject }): ReactNode {
  const { permissions } = useFrame();
  const { client } = useConsole();
  const { show } = useMessages();
  const [search, setSearch] = useState("");
  const { members, read } = useMembers(groupId, search);
  if (!permissions.has("auth.view_user") || members === null) return null;
  const remove = async (member: Members["nodes"][number]): Promise<void> => {
    try {
      await change(client, RemoveUsersFromGroupDocument, { input: { ids: [member.id], groupId } });
      show({ level: "success", content: text.groups.removed(member.username) });
      await read(null);
    } catch (fault) {
      show({ level: "error", content: faultMessage(fault) });
    }
  };
  return (
    <section className="module group-members" aria-labelledby="group-members">
      <h2 id="group-members">{text.groups.members(members.totalCount ?? 0)}</h2>
      <input
        type="search"
        aria-label={text.groups.searchMembers}
        placeholder={text.groups.searchMembers}
        maxLength={150}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        // The component may stand inside of a form, which is not to be sent.
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
      />
      <ul>
        {members.nodes.map((member) => (
          <li key={member.id}>
            <Link to={`/auth/user/${encodeURIComponent(member.id)}/change/`}>{member.username}</Link> {member.fullName}{" "}
            {permissions.has("auth.change_user") && (
              <button type="button" className="link" onClick={() => void remove(member)}>
                {text.groups.remove} <span className="visually-hidden">{member.username}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {members.nodes.length === 0 && <p className="quiet">{text.groups.noMembers}</p>}
      {members.pageInfo.hasNextPage && (
        <button type="button" onClick={() => void read(members)}>
          {text.groups.moreMembers}
        </button>
      )}
    </section>
  );
}

interface ReadMembers {
  /** Null until they are read. */
  readonly members: Members | null;
  /** Reads the members behind those that are there, or from the beginning. */
  readonly read: (before: Members | null) => Promise<void>;
}

function useMembers(groupId: string, search: string): ReadMembers {
  const { client } = useConsole();
  const [members, setMembers] = useState<Members | null>(null);
  const ask20 = async (before: Members | null): Promise<Members | null> => {
    const after = before?.pageInfo.endCursor ?? null;
    const { group } = await ask(client, GroupMembersDocument, { id: groupId, search, first: pageSize, after });
    return group?.users ? { ...group.users, nodes: [...(before?.nodes ?? []), ...group.users.nodes] } : null;
  };
  useEffect(() => {
    let isWanted = true;
    // What is typed quickly is asked once.
    const timer = setTimeout(() => void ask20(null).then((found) => isWanted && setMembers(found)), search === "" ? 0 : 200);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `ask20` depends on these and is made anew each time.
  }, [client, groupId, search]);
  return { members, read: async (before) => setMembers(await ask20(before)) };
}
