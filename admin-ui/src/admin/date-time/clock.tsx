import type { ReactNode } from "react";

import { text } from "../../text/text.js";
import { timeNow } from "./month.js";
import { Popover, type PopoverActions } from "./popover.js";

interface ClockProps extends PopoverActions {
  readonly label: string;
}

/** A few times to choose from. */
export function Clock({ label, pick, close, leave }: ClockProps): ReactNode {
  const times: readonly (readonly [label: string, time: string])[] = [
    [text.moment.now, timeNow()],
    [text.moment.midnight, "00:00:00"],
    [text.moment.sixInTheMorning, "06:00:00"],
    [text.moment.noon, "12:00:00"],
    [text.moment.sixInTheEvening, "18:00:00"],
  ];
  return (
    <Popover label={label} className="clock" close={close} leave={leave}>
      <strong className="popover-title">{text.moment.chooseTime}</strong>
      {times.map(([name, time], index) => (
        <button key={name} type="button" className="link" autoFocus={index === 0} onClick={() => pick(time)}>
          {name}
        </button>
      ))}
      <button type="button" className="popover-cancel" onClick={close}>
        {text.moment.cancel}
      </button>
    </Popover>
  );
}
