import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from "react";
import { useRevalidator } from "react-router";

import { BulkChangeProgressDocument, type BulkChangeFieldsFragment } from "../../api/generated/graphql.js";
import { ask } from "../../../react/api/request.js";
import { text } from "../../text/text.js";
import { useConsole } from "../frame/console-context.js";
import { useFrame } from "../frame/frame-loader.js";
import { type Message, useMessages } from "../frame/messages.js";

/** Milliseconds between two looks at how far a change is. */
const interval = 1000;

interface BulkChanges {
  /** The viewer's own changes that are under way. */
  readonly running: readonly BulkChangeFieldsFragment[];
  /** Shows how far a change is until it ends, then how it ended. */
  readonly follow: (change: BulkChangeFieldsFragment) => void;
}

const Context = createContext<BulkChanges | null>(null);

/** Follows the viewer's changes of very many rows over all pages, also those that were under way before the page was loaded. */
export function BulkChangesProvider({ children }: { children: ReactNode }): ReactNode {
  const frame = useFrame();
  const [running, setRunning] = useState(() => frame.bulkChanges.filter((change) => change.actorId === frame.user.id && isRunning(change)));
  const follow = useCallback((change: BulkChangeFieldsFragment) => {
    setRunning((before) => [...before.filter(({ id }) => id !== change.id), change]);
  }, []);
  useProgress(running, setRunning);
  const value = useMemo(() => ({ running, follow }), [running, follow]);
  return <Context value={value}>{children}</Context>;
}

/** The changes that are under way, and a way to add one. */
export function useBulkChanges(): BulkChanges {
  const changes = use(Context);
  if (!changes) throw new Error("This is used inside of BulkChangesProvider only.");
  return changes;
}

/** Looks again after a while, as long as there is something to look at. A look that fails is tried again with the next. */
function useProgress(running: readonly BulkChangeFieldsFragment[], setRunning: (changes: BulkChangeFieldsFragment[]) => void): void {
  const { client } = useConsole();
  const { show } = useMessages();
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (running.length === 0) return undefined;
    const look = async (): Promise<void> => {
      const seen = await Promise.all(
        running.map(async (before) => {
          const answer = await ask(client, BulkChangeProgressDocument, { id: before.id }).catch(() => null);
          return answer ? (answer.bulkChange ?? { ...before, state: "DONE" as const }) : before;
        }),
      );
      setRunning(seen.filter(isRunning));
      const ended = seen.filter((change) => !isRunning(change));
      for (const change of ended) show(messageOf(change));
      if (ended.length > 0) await revalidate();
    };
    const timer = setTimeout(() => void look(), interval);
    return () => clearTimeout(timer);
  }, [running, setRunning, client, show, revalidate]);
}

function isRunning({ state }: BulkChangeFieldsFragment): boolean {
  return state === "QUEUED" || state === "RUNNING";
}

function messageOf(change: BulkChangeFieldsFragment): Message {
  const { kind, state, done, total, skippedCount, failure } = change;
  const skipped = skippedCount === 0 ? "" : ` ${text.bulk.skipped(skippedCount)}`;
  if (state === "FAILED") return { level: "error", content: text.bulk.failed(done, total, failure ?? "") + skipped };
  if (state === "CANCELLED") return { level: "warning", content: text.bulk.cancelled(done, total) + skipped };
  return { level: skippedCount === 0 ? "success" : "warning", content: text.bulk.done(kind, done) + skipped };
}
