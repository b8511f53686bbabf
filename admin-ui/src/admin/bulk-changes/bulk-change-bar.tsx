import { type ReactNode, useState } from "react";

import { InputRefused } from "../../../react/api/fault.js";
import { type BulkChangeFieldsFragment, CancelBulkChangeDocument } from "../../api/generated/graphql.js";
import { change as send } from "../../../react/api/request.js";
import { text } from "../../text/text.js";
import { useConsole } from "../frame/console-context.js";
import { useAttempt } from "../frame/use-attempt.js";
import { useBulkChanges } from "./bulk-changes.js";

/** How far the viewer's changes of very many rows are, with a way to stop each. */
export function BulkChangeBar(): ReactNode {
  const { running } = useBulkChanges();
  return running.map((change) => <Progress key={change.id} change={change} />);
}

function Progress({ change }: { change: BulkChangeFieldsFragment }): ReactNode {
  const { client } = useConsole();
  const attempt = useAttempt();
  const [isStopping, setStopping] = useState(false);
  const { id, kind, done, total } = change;
  const cancel = async (): Promise<void> => {
    setStopping(true);
    const isStopped = await attempt(async () => {
      try {
        await send(client, CancelBulkChangeDocument, { input: { id } });
      } catch (fault) {
        // It ended meanwhile; how is about to be told.
        if (!(fault instanceof InputRefused && fault.isConflict)) throw fault;
      }
    });
    if (!isStopped) setStopping(false);
  };
  const label = text.bulk.running(kind, done, total);
  return (
    <div className="bulk-change">
      <span id={`bulk-${id}`}>{label}</span> <progress value={done} max={total} aria-labelledby={`bulk-${id}`} />{" "}
      <button type="button" disabled={isStopping} onClick={() => void cancel()}>
        {isStopping ? text.bulk.stopping : text.list.cancel}
      </button>
    </div>
  );
}
