import { type ReactNode, useState } from "react";
import { useRevalidator } from "react-router";

import {
  RevokeSessionDocument,
  RevokeUserSessionDocument,
  RevokeUserSessionsDocument,
  UserSessionsDocument,
  type UserSessionsQuery,
} from "../../../api/generated/graphql.js";
import { ask, change } from "../../../../react/api/request.js";
import { deviceOf } from "../../../../react/sessions/device.js";
import { useConsole } from "../../../admin/frame/console-context.js";
import { useFrame } from "../../../admin/frame/frame-loader.js";
import { useMessages } from "../../../admin/frame/messages.js";
import { useAttempt } from "../../../admin/frame/use-attempt.js";
import { showMoment } from "../../../admin/date-time/show-moment.js";
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
  const { permissions, user } = useFrame();
  const canEndAll = permissions.has("sessions.delete_session");
  const isOwn = id === user.id;
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
              <SessionRow key={session.id} session={session}>
                {(isOwn || canEndAll) && !session.current && <EndOne session={session} isOwn={isOwn} />}
              </SessionRow>
            ))}
          </tbody>
        </table>
      </div>
      {canEndAll && <EndAll id={id} />}
    </>
  );
}

function SessionRow({ session, children }: { session: Session; children: ReactNode }): ReactNode {
  const { deviceName, userAgent, ipAddress, method, createdAt, lastSeenAt, current } = session;
  return (
    <tr>
      <th scope="row" title={userAgent ?? ""}>
        {deviceName ?? deviceOf(userAgent ?? "", text.sessions)} {current && text.sessions.current}
      </th>
      <td>{ipAddress ?? text.list.empty}</td>
      <td>{text.sessions.methods[method] ?? method}</td>
      <td>{showMoment(createdAt)}</td>
      <td>{showMoment(lastSeenAt)}</td>
      <td>{children}</td>
    </tr>
  );
}

/** Everybody may end their own sessions; it takes a permission to end those of others. The current one ends by logging out. */
function EndOne({ session, isOwn }: { session: Session; isOwn: boolean }): ReactNode {
  const { client } = useConsole();
  const { end, isBusy } = useEnd(async () => {
    await change(client, isOwn ? RevokeSessionDocument : RevokeUserSessionDocument, { input: { id: session.id } });
    return 1;
  });
  return (
    <button type="button" className="link" disabled={isBusy} onClick={() => void end()}>
      {text.sessions.endOne}{" "}
      <span className="visually-hidden">{session.deviceName ?? deviceOf(session.userAgent ?? "", text.sessions)}</span>
    </button>
  );
}

function EndAll({ id }: { id: string }): ReactNode {
  const { client } = useConsole();
  const { end, isBusy } = useEnd(
    async () => (await change(client, RevokeUserSessionsDocument, { input: { ids: [id] } })).revokedCount ?? 0,
  );
  return (
    <div className="deletion-buttons">
      <button type="button" className="delete" disabled={isBusy} onClick={() => void end()}>
        {text.sessions.endAll}
      </button>
    </div>
  );
}

/** Ends sessions, tells how many, and reads what is left. */
function useEnd(run: () => Promise<number>): { readonly end: () => Promise<void>; readonly isBusy: boolean } {
  const { show } = useMessages();
  const attempt = useAttempt();
  const { revalidate } = useRevalidator();
  const [isBusy, setBusy] = useState(false);
  const end = async (): Promise<void> => {
    setBusy(true);
    await attempt(async () => {
      show({ level: "success", content: text.sessions.ended(await run()) });
      await revalidate();
    });
    setBusy(false);
  };
  return { end, isBusy };
}
