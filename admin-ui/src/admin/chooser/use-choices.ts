import { useEffect, useState } from "react";

import { Fault } from "../../api/fault.js";
import { text } from "../../text/text.js";
import type { Choice, ChoicePage, ChooserField } from "../form-description.js";
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
  type(typed: string): void;
  more(): void;
  retry(): void;
  /** Puts choices that were taken out of the other box to the end. */
  append(choices: readonly Choice[]): void;
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
  const [wanted, setWanted] = useState<{ typed: string; after: string | null; attempt: number }>({ typed: "", after: null, attempt: 0 });
  const [loaded, setLoaded] = useState(nothing);
  useEffect(() => {
    if (typed === wanted.typed) return;
    const timer = setTimeout(() => setWanted(({ attempt }) => ({ typed, after: null, attempt: attempt + 1 })), pause);
    return () => clearTimeout(timer);
  }, [typed, wanted.typed]);
  useEffect(() => {
    let isStale = false;
    setLoaded((before) => ({ ...before, isLoading: true, fault: null }));
    search(client, { search: wanted.typed, after: wanted.after }).then(
      (page) => !isStale && setLoaded((before) => joined(wanted.after === null ? nothing : before, page)),
      (error: unknown) => !isStale && setLoaded((before) => ({ ...before, isLoading: false, fault: wordsOf(error) })),
    );
    return () => {
      isStale = true;
    };
  }, [client, search, wanted]);
  return {
    typed,
    choices: loaded.choices,
    count: loaded.count,
    isLoading: loaded.isLoading || typed !== wanted.typed,
    fault: loaded.fault,
    hasMore: loaded.next !== null,
    type: setTyped,
    more: () => setWanted(({ typed: words, attempt }) => ({ typed: words, after: loaded.next, attempt: attempt + 1 })),
    retry: () => setWanted((before) => ({ ...before, attempt: before.attempt + 1 })),
    append: (choices) => {
      const fitting = matching(choices, typed);
      setLoaded((before) => ({ ...before, choices: [...without(before.choices, choices), ...fitting] }));
    },
  };
}

function joined(before: ChoicePage, page: ChoicePage): Loaded {
  return { ...page, choices: [...before.choices, ...without(page.choices, before.choices)], fault: null, isLoading: false };
}

function wordsOf(error: unknown): string {
  return error instanceof Fault ? error.message : text.faults.unexpected;
}
