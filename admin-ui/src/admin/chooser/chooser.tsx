import type { ReactNode } from "react";

import { text } from "../../text/text.js";
import type { InputProps } from "../change-form/basic-inputs.js";
import type { ChooserField } from "../form-description.js";
import { Icon } from "../frame/icon.js";
import { AddChoice } from "./add-choice.js";
import { ChooserBox } from "./chooser-box.js";
import type { Choices } from "./use-choices.js";
import { type ChooserSide, useChooser } from "./use-chooser.js";

/** Two boxes between which choices move. Nothing is stored before the form is saved. */
export function Chooser({ field: { plural, addable, ...field }, input }: InputProps<ChooserField>): ReactNode {
  const { available, chosen, count, found, add } = useChooser({ plural, ...field });
  const common = { isDisabled: input.disabled, describedBy: input["aria-describedby"] };
  return (
    <div className="chooser">
      <ChooserBox {...common} id={`${input.id}_from`} side="available" plural={plural} {...available}>
        <AvailableFoot found={found} />
      </ChooserBox>
      <MoveAll direction="right" label={text.chooser.chooseAll(plural)} side={available} isDisabled={input.disabled} />
      <div className="chooser-arrows">
        <MoveMarked direction="right" label={text.chooser.choose(plural)} side={available} isDisabled={input.disabled} />
        <MoveMarked direction="left" label={text.chooser.remove(plural)} side={chosen} isDisabled={input.disabled} />
      </div>
      <ChooserBox {...common} id={input.id} isInvalid={input["aria-invalid"] ?? false} side="chosen" plural={plural} {...chosen}>
        {chosen.choices.length < count && (
          <button type="button" className="chooser-hidden" onClick={() => chosen.type("")}>
            {text.chooser.hidden(count - chosen.choices.length)} <span>{text.chooser.clear}</span>
          </button>
        )}
      </ChooserBox>
      <MoveAll direction="left" label={text.chooser.removeAll(plural)} side={chosen} isDisabled={input.disabled} />
      {addable && !input.disabled && <AddChoice addable={addable} onAdded={add} />}
      <span className="visually-hidden" role="status">
        {text.chooser.state(count, plural)}
      </span>
    </div>
  );
}

function AvailableFoot({ found }: { found: Choices }): ReactNode {
  if (found.fault !== null) {
    return (
      <p className="chooser-foot" role="alert">
        {found.fault}{" "}
        <button type="button" className="link" onClick={found.retry}>
          {text.requests.retry}
        </button>
      </p>
    );
  }
  if (!found.hasMore) return null;
  return (
    <button type="button" className="chooser-foot link" disabled={found.isLoading} onClick={found.more}>
      {text.chooser.more(found.choices.length, found.count)}
    </button>
  );
}

interface MoveProps {
  readonly direction: "left" | "right";
  readonly label: string;
  readonly side: ChooserSide;
  readonly isDisabled: boolean;
}

/** Moves what the filter shows. */
function MoveAll({ direction, label, side, isDisabled }: MoveProps): ReactNode {
  const moveAll = (): void => side.move(side.choices.map(({ value }) => value));
  return (
    <button type="button" className={`move-all ${direction}`} disabled={isDisabled || side.choices.length === 0} onClick={moveAll}>
      {direction === "left" && <Icon name="left" />} {label} {direction === "right" && <Icon name="right" />}
    </button>
  );
}

function MoveMarked({ direction, label, side, isDisabled }: MoveProps): ReactNode {
  return (
    <button type="button" disabled={isDisabled || side.marked.length === 0} title={label} onClick={() => side.move(side.marked)}>
      <Icon name={direction} label={label} />
    </button>
  );
}
