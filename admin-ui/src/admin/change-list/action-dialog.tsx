import { type ReactNode, useRef, useState } from "react";

import { text } from "../../text/text.js";
import { useConsole } from "../frame/console-context.js";
import type { ActionChoice, ActionOption } from "../list-action.js";

/** What is asked before an action runs. */
export interface ActionQuestion {
  readonly title: string;
  readonly submitLabel: string;
  /** What must be chosen; absent when only a yes is wanted. */
  readonly choice?: ActionChoice | undefined;
  readonly firstOptions: readonly ActionOption[];
  readonly onCancel: () => void;
  readonly onAnswer: (option: ActionOption | null) => void;
}

/** Asks in a window of its own. Escape and Cancel close it. */
export function ActionDialog({ title, submitLabel, choice, firstOptions, onCancel, onAnswer }: ActionQuestion): ReactNode {
  const [options, setOptions] = useState(firstOptions);
  const [chosen, choose] = useState<ActionOption | null>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const answer = (): void => {
    if (choice && !chosen) return;
    dialog.current?.close();
    onAnswer(chosen);
  };
  return (
    <dialog
      ref={(element) => {
        dialog.current = element;
        openModal(element);
      }}
      className="action-dialog"
      aria-labelledby="action-dialog-title"
      onClose={onCancel}
    >
      <h2 id="action-dialog-title">{title}</h2>
      {choice && (
        <OptionPicker choice={choice} options={options} setOptions={setOptions} chosen={chosen} onChoose={choose} onEnter={answer} />
      )}
      <div className="buttons">
        <button type="button" className="default" disabled={choice !== undefined && chosen === null} onClick={answer}>
          {submitLabel}
        </button>
        <button type="button" className="cancel" onClick={() => dialog.current?.close()}>
          {text.list.cancel}
        </button>
      </div>
    </dialog>
  );
}

/** The browser keeps focus inside, and gives it back. */
function openModal(dialog: HTMLDialogElement | null): void {
  if (dialog && !dialog.open) dialog.showModal();
}

interface OptionPickerProps {
  readonly choice: ActionChoice;
  readonly options: readonly ActionOption[];
  readonly setOptions: (options: readonly ActionOption[]) => void;
  readonly chosen: ActionOption | null;
  readonly onChoose: (option: ActionOption | null) => void;
  readonly onEnter: () => void;
}

function OptionPicker({ choice, options, setOptions, chosen, onChoose, onEnter }: OptionPickerProps): ReactNode {
  const { client } = useConsole();
  const asked = useRef("");
  const search = async (typed: string): Promise<void> => {
    asked.current = typed;
    const found = await choice.load(client, typed);
    // Answers may come in another order than they were asked for.
    if (asked.current === typed) setOptions(found);
  };
  return (
    <fieldset className="option-picker">
      <legend>{choice.label}</legend>
      <input
        type="search"
        aria-label={text.list.filterOptions(choice.label)}
        placeholder={text.list.filter}
        maxLength={150}
        onChange={(event) => {
          onChoose(null);
          void search(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") onEnter();
        }}
      />
      <div className="options">
        {options.map((option) => (
          <label key={option.id}>
            <input type="radio" name="option" checked={chosen?.id === option.id} onChange={() => onChoose(option)} /> {option.label}
          </label>
        ))}
        {options.length === 0 && <p className="quiet">{text.list.noOptions}</p>}
      </div>
    </fieldset>
  );
}
