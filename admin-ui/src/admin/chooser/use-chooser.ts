import { useState } from "react";
import { useController } from "react-hook-form";

import { useFormSurroundings } from "../change-form/form-context.js";
import { isChoices } from "../change-form/form-values.js";
import type { Choice, ChooserField } from "../form-description.js";
import { matching, without } from "./marks.js";
import { type Choices, useChoices } from "./use-choices.js";

/** One side of a chooser. */
export interface ChooserSide {
  /** Those that the filter lets through. */
  readonly choices: readonly Choice[];
  readonly typed: string;
  readonly type: (typed: string) => void;
  /** Values that are marked. */
  readonly marked: readonly string[];
  readonly mark: (values: readonly string[]) => void;
  /** Moves choices to the other side, by their values. */
  readonly move: (values: readonly string[]) => void;
}

/** What stands in the two boxes, and how it moves. */
export interface ChooserState {
  readonly available: ChooserSide;
  readonly chosen: ChooserSide;
  /** How many are chosen, shown or not. */
  readonly count: number;
  readonly found: Choices;
  readonly add: (choice: Choice) => void;
}

/** Keeps a chooser. What moves goes to the end of the other side, as in Django. */
export function useChooser(field: ChooserField): ChooserState {
  const { state } = useFormSurroundings();
  const { field: held } = useController({ control: state.control, name: field.name });
  const found = useChoices(field.search);
  const [filter, setFilter] = useState("");
  const [markedAvailable, markAvailable] = useState<readonly string[]>([]);
  const [markedChosen, markChosen] = useState<readonly string[]>([]);
  const chosen = isChoices(held.value) ? held.value : [];
  const available = without(found.choices, chosen);
  // Until the server has answered, what is there is narrowed here.
  const offered = found.isLoading ? matching(available, found.typed) : available;
  const shown = matching(chosen, filter);
  return {
    available: {
      choices: offered,
      typed: found.typed,
      type: found.type,
      marked: among(offered, markedAvailable),
      mark: markAvailable,
      move: (values) => held.onChange([...chosen, ...pick(offered, values)]),
    },
    chosen: {
      choices: shown,
      typed: filter,
      type: setFilter,
      marked: among(shown, markedChosen),
      mark: markChosen,
      move: (values) => {
        const gone = pick(shown, values);
        held.onChange(without(chosen, gone));
        found.append(gone);
      },
    },
    count: chosen.length,
    found,
    add: (choice) => held.onChange([...chosen, choice]),
  };
}

function pick(choices: readonly Choice[], values: readonly string[]): readonly Choice[] {
  return choices.filter(({ value }) => values.includes(value));
}

/** Marks on what is not shown do not count. */
function among(choices: readonly Choice[], values: readonly string[]): readonly string[] {
  return pick(choices, values).map(({ value }) => value);
}
