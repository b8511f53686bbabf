import type { KeyboardEvent, ReactNode } from "react";

import { text } from "../../text/text.js";
import { Icon } from "../frame/icon.js";
import { steppedMark } from "./marks.js";
import type { ChooserSide } from "./use-chooser.js";

/** One of the two boxes. */
export interface ChooserBoxProps extends ChooserSide {
  readonly id: string;
  readonly side: "available" | "chosen";
  /** What the choices are called together. */
  readonly plural: string;
  readonly isDisabled: boolean;
  readonly isInvalid?: boolean;
  readonly describedBy?: string | undefined;
  /** What stands below the list. */
  readonly children?: ReactNode;
}

const words = {
  available: { title: text.chooser.available, help: text.chooser.availableHelp, filter: text.chooser.filterAvailable },
  chosen: { title: text.chooser.chosen, help: text.chooser.chosenHelp, filter: text.chooser.filterChosen },
};

/** A titled list with a filter. */
export function ChooserBox(props: ChooserBoxProps): ReactNode {
  const { id, side, plural, choices, typed, marked, isDisabled, isInvalid = false, describedBy } = props;
  const { title, help, filter } = words[side];
  return (
    <div className={`chooser-box ${side}`}>
      <div className="chooser-title">
        <label htmlFor={id}>{title(plural)}</label>
        <p id={`${id}_help`}>{help(plural)}</p>
      </div>
      <p className="chooser-filter">
        <label htmlFor={`${id}_filter`}>
          <Icon name="search" />
        </label>
        <input
          type="text"
          id={`${id}_filter`}
          aria-label={filter(plural)}
          placeholder={text.chooser.filter}
          value={typed}
          disabled={isDisabled}
          autoComplete="off"
          onChange={(event) => props.type(event.target.value)}
          onKeyDown={(event) => pressInFilter(event, props)}
        />
      </p>
      <select
        id={id}
        multiple
        value={[...marked]}
        disabled={isDisabled}
        aria-describedby={describedBy === undefined ? `${id}_help` : `${describedBy} ${id}_help`}
        aria-invalid={isInvalid || undefined}
        onChange={(event) => props.mark([...event.target.selectedOptions].map(({ value }) => value))}
        onDoubleClick={() => props.move(marked)}
      >
        {choices.map(({ value, label }) => (
          <option key={value} value={value} title={label}>
            {label}
          </option>
        ))}
      </select>
      {props.children}
    </div>
  );
}

/** Enter moves the first choice and never sends the form; the arrow to the other box moves what is marked; up and down move the mark. */
function pressInFilter(event: KeyboardEvent, { side, choices, marked, mark, move }: ChooserBoxProps): void {
  const [first] = choices;
  const presses: Readonly<Record<string, () => void>> = {
    Enter: () => first && move([first.value]),
    ArrowUp: () => mark(steppedMark(choices, marked, -1)),
    ArrowDown: () => mark(steppedMark(choices, marked, 1)),
    // With nothing marked, these move the caret.
    ...(marked.length > 0 && { [side === "available" ? "ArrowRight" : "ArrowLeft"]: () => moveOn() }),
  };
  const moveOn = (): void => {
    const next = choices[choices.findIndex(({ value }) => value === marked.at(-1)) + 1];
    move(marked);
    mark(next ? [next.value] : []);
  };
  const press = presses[event.key];
  if (!press) return;
  event.preventDefault();
  press();
}
