import type { ReactNode } from "react";

import { type OwnSession, useSessions } from "../flows/use-sessions.js";
import { ReadFault } from "../forms/read-fault.js";
import { useGatehouse } from "../provider/gatehouse-context.js";
import { deviceOf } from "./device.js";

/** Shows whoever is logged in where they are, and lets them end what they do not know. */
export function SessionList(): ReactNode {
  const { sessions: words, requests } = useGatehouse().texts;
  const { sessions, problem, retry, end, endOthers } = useSessions();
  if (problem !== null) return <ReadFault problem={problem} retry={retry} />;
  if (!sessions) return <p role="status">{requests.loading}</p>;
  const isBusy = end.isBusy || endOthers.isBusy;
  return (
    <div className="gatehouse-sessions" aria-busy={isBusy}>
      <ul>
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} isBusy={isBusy} onEnd={() => void end.submit(session.id)} />
        ))}
      </ul>
      <p role="alert" className="gatehouse-problems">
        {[...end.problems.form, ...Object.values(end.problems.fields).flat(), ...endOthers.problems.form].join(" ")}
      </p>
      {sessions.some(({ current }) => !current) && (
        <button type="button" aria-disabled={isBusy} onClick={() => void endOthers.submit()}>
          {words.endOthers}
        </button>
      )}
    </div>
  );
}

interface SessionRowProps {
  readonly session: OwnSession;
  readonly isBusy: boolean;
  readonly onEnd: () => void;
}

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** The session of this browser ends by logging out. */
function SessionRow({ session, isBusy, onEnd }: SessionRowProps): ReactNode {
  const { sessions: words } = useGatehouse().texts;
  const { deviceName, userAgent, ipAddress, lastSeenAt, current } = session;
  const device = deviceName ?? deviceOf(userAgent ?? "", words);
  const seen = words.lastSeen(moment.format(new Date(lastSeenAt)));
  return (
    <li>
      <div>
        <strong title={userAgent ?? undefined}>{device}</strong> {current && <em>({words.current})</em>}
        <p className="gatehouse-hint">{[...(ipAddress == null ? [] : [words.from(ipAddress)]), seen].join(", ")}</p>
      </div>
      {!current && (
        <button type="button" aria-disabled={isBusy} onClick={onEnd}>
          {words.end} <span className="gatehouse-unseen">{device}</span>
        </button>
      )}
    </li>
  );
}
