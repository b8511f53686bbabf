import { createContext, type ReactNode, use, useCallback, useMemo, useState } from "react";
import { useLocation } from "react-router";

import { Icon, type IconName } from "./icon.js";

/** Something to tell once. */
export interface Message {
  readonly level: "success" | "warning" | "error";
  readonly content: ReactNode;
}

interface ShownMessage extends Message {
  readonly key: number;
}

interface Messages {
  readonly shown: readonly ShownMessage[];
  /** Shows a message on this page. */
  readonly show: (message: Message) => void;
  /** Shows a message on the page that is gone to next. */
  readonly showNext: (message: Message) => void;
}

const Context = createContext<Messages | null>(null);

/** Keeps messages until the page after the one that showed them. */
export function MessagesProvider({ children }: { children: ReactNode }): ReactNode {
  const { key } = useLocation();
  const [state, setState] = useState<State>({ place: key, shown: [], next: [] });
  if (state.place !== key) setState({ place: key, shown: state.next, next: [] });
  const show = useCallback((message: Message) => {
    // What was wrong before has been answered by what happens now.
    setState((before) => ({ ...before, shown: [...before.shown.filter(({ level }) => level === "success"), numbered(message)] }));
  }, []);
  const showNext = useCallback((message: Message) => {
    setState((before) => ({ ...before, next: [...before.next, numbered(message)] }));
  }, []);
  const value = useMemo(() => ({ shown: state.shown, show, showNext }), [state.shown, show, showNext]);
  return <Context value={value}>{children}</Context>;
}

interface State {
  /** Key of the page that they belong to. */
  readonly place: string;
  readonly shown: readonly ShownMessage[];
  readonly next: readonly ShownMessage[];
}

let lastKey = 0;

function numbered(message: Message): ShownMessage {
  return { ...message, key: ++lastKey };
}

/** The messages of this page, and ways to add some. */
export function useMessages(): Messages {
  const messages = use(Context);
  if (!messages) throw new Error("This is used inside of MessagesProvider only.");
  return messages;
}

const icons: Readonly<Record<Message["level"], IconName>> = { success: "yes", warning: "warning", error: "no" };

/** Shows the messages, that of the page itself first, and has screen readers read them out. */
export function MessageList({ note }: { note: Message | undefined }): ReactNode {
  const { shown } = useMessages();
  const all = note ? [{ ...note, key: 0 }, ...shown] : shown;
  return (
    <div role="status">
      {all.length > 0 && (
        <ul className="messages">
          {all.map(({ key, level, content }) => (
            <li key={key} className={level}>
              <Icon name={icons[level]} />
              <div>{content}</div>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
