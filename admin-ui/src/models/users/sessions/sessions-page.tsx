import { type ReactNode, useState } from "react";
import { useRevalidator } from "react-router";

import { RevokeUserSessionsDocument, UserSessionsDocument, type UserSessionsQuery } from "../../../api/generated/graphql.js";
import { ask, change } from "../../../api/request.js";
import { useConsole } from "../../../admin/frame/console-context.js";
import { faultMessage } from "../../../admin/frame/fault-message.js";
import { useFrame } from "../../../admin/frame/frame-loader.js";
import { useMessages } from "../../../admin/frame/messages.js";
import { shownTime } from "../../../admin/history/shown-time.js";
import { objectPage } from "../../../admin/object-page.js";
import { text } from "../../../text/text.js";

type LoadedUser = NonNullable<UserSessionsQuery["user"]>;
type Session = NonNullable<LoadedUser["sessions"]>[number];

/** Where a user is logged in. */
export const sessionsPage = objectPage<LoadedUser>({
  name: "sessions",
  label: text.sessions.title,
  permission: "sessions.view_session",
  load: async (client, { id }) => (await ask(client, UserSessionsDocument, { id })).user,
  nameOf: (user) => user.username,
  Content: UserSessions,
});

function UserSessions({ id, data }: { id: string; data: LoadedUser }): ReactNode {
  const sessions = data.sessions ?? [];
  const { permissions } = useFrame();
  if (sessions.length === 0) return <p>{text.sessions.none}</p>;
  return (
    <>
      <div className="results">
        <table>
          <thead>
            <tr>
              {text.sessions.columns.map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sessions.map((session) => (
              <SessionRow key={session.id} session={session} />
            ))}
          </tbody>
        </table>
      </div>
      {permissions.has("sessions.delete_session") && <EndAll id={id} />}
    </>
  );
}

function SessionRow({ session }: { session: Session }): ReactNode {
  const { deviceName, userAgent, ipAddress, method, createdAt, lastSeenAt, current } = session;
  return (
    <tr>
      <th scope="row" title={userAgent ?? ""}>
        {deviceName ?? userAgent ?? text.sessions.unknownDevice} {current && <strong>({text.sessions.current})</strong>}
      </th>
      <td>{ipAddress ?? text.list.empty}</td>
      <td>{text.sessions.methods[method]}</td>
      <td>{shownTime(createdAt)}</td>
      <td>{shownTime(lastSeenAt)}</td>
    </tr>
  );
}

function EndAll({ id }: { id: string }): ReactNode {
  const { client } = useConsole();
  const { show } = useMessages();
  const { revalidate } = useRevalidator();
  const [isBusy, setBusy] = useState(false);
  const endAll = async (): Promise<void> => {
    setBusy(true);
    try {
      const { revokedCount } = await change(client, RevokeUserSessionsDocument, { input: { ids: [id] } });
      show({ level: "success", content: text.sessions.ended(revokedCount ?? 0) });
      await revalidate();
    } catch (fault) {
      show({ level: "error", content: faultMessage(fault) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="deletion-buttons">
      <button type="button" className="delete" disabled={isBusy} onClick={() => void endAll()}>
        {text.sessions.endAll}
      </button>
    </div>
  );
}
