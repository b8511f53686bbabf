import { useCallback, useEffect, useRef, useState } from "react";

import { explain } from "../../api/explain.js";
import type { Choice, ChoicePage, ChoiceRequest, ChooserField } from "../form-description.js";
import { useConsole } from "../frame/console-context.js";
import { matching, without } from "./marks.js";

/** How long somebody must pause before the server is asked, in milliseconds. */
const pause = 200;

/** What can be chosen, as far as it was read. */
export interface Choices {
  readonly typed: string;
  readonly choices: readonly Choice[];
  /** All that fit what was typed. */
  readonly count: number;
  readonly isLoading: boolean;
  /** Why the choices could not be read. */
  readonly fault: string | null;
  readonly hasMore: boolean;
  readonly type: (typed: string) => void;
  readonly more: () => void;
  readonly retry: () => void;
  /** Puts choices that were taken out of the other box to the end. */
  readonly append: (choices: readonly Choice[]) => void;
}

interface Loaded extends ChoicePage {
  readonly fault: string | null;
  readonly isLoading: boolean;
}

const nothing: Loaded = { choices: [], count: 0, next: null, fault: null, isLoading: true };

/** Reads what can be chosen, a page at a time, and again whenever another filter was typed. */
export function useChoices(search: ChooserField["search"]): Choices {
  const { client } = useConsole();
  const [typed, setTyped] = useState("");
  const [loaded, setLoaded] = useState(nothing);
  const latest = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const read = useCallback(
    (request: ChoiceRequest) => {
      const number = ++latest.current;
      const isLatest = (): boolean => number === latest.current;
      search(client, request).then(
        (page) => isLatest() && setLoaded((before) => joined(request.after === null ? nothing : before, page)),
        (error: unknown) => isLatest() && setLoaded((before) => ({ ...before, isLoading: false, fault: explain(error) })),
      );
    },
    [client, search],
  );
  useEffect(() => read({ search: "", after: null }), [read]);
  const readLater = (request: ChoiceRequest, delay: number): void => {
    setLoaded((before) => ({ ...before, isLoading: true, fault: null }));
    clearTimeout(timer.current);
    timer.current = setTimeout(() => read(request), delay);
  };
  return {
    typed,
    choices: loaded.choices,
    count: loaded.count,
    isLoading: loaded.isLoading,
    fault: loaded.fault,
    hasMore: loaded.next !== null,
    type: (words) => {
      setTyped(words);
      readLater({ search: words, after: null }, pause);
    },
    more: () => readLater({ search: typed, after: loaded.next }, 0),
    retry: () => readLater({ search: typed, after: null }, 0),
    append: (choices) => {
      const fitting = matching(choices, typed);
      setLoaded((before) => ({ ...before, choices: [...without(before.choices, choices), ...fitting] }));
    },
  };
}

function joined(before: ChoicePage, page: ChoicePage): Loaded {
  return { ...page, choices: [...before.choices, ...without(page.choices, before.choices)], fault: null, isLoading: false };
}
