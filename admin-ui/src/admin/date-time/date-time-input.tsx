import { type ReactNode, useState } from "react";
import { useWatch } from "react-hook-form";

import { text } from "../../text/text.js";
import type { InputProps } from "../change-form/basic-inputs.js";
import { useFormSurroundings } from "../change-form/form-context.js";
import { isMoment } from "../change-form/form-values.js";
import type { DateTimeField } from "../form-description.js";
import { Icon } from "../frame/icon.js";
import type { PopoverActions } from "./popover.js";
import { Calendar } from "./calendar.js";
import { Clock } from "./clock.js";
import { hoursAhead, timeNow, today } from "./month.js";
import { readDate } from "./typed-moment.js";

interface DateTimeInputProps extends InputProps<DateTimeField> {
  /** The part with a fault; null for none. */
  readonly faultyPart: "date" | "time" | null;
}

/** Date and time in the server's time zone, with calendar and clock. */
export function DateTimeInput({ field, input, faultyPart }: DateTimeInputProps): ReactNode {
  const { state } = useFormSurroundings();
  const value = useWatch({ control: state.control, name: field.name });
  const { date } = isMoment(value) ? value : { date: "" };
  const common = { field, input, state };
  return (
    <div className="date-time">
      <Part {...common} part="date" isFaulty={faultyPart === "date"} shortcut={{ label: text.moment.today, value: today }}>
        {(actions) => <Calendar chosen={readDate(date)} label={text.moment.openCalendar(field.label)} {...actions} />}
      </Part>
      <Part {...common} part="time" isFaulty={faultyPart === "time"} shortcut={{ label: text.moment.now, value: timeNow }}>
        {(actions) => <Clock label={text.moment.openClock(field.label)} {...actions} />}
      </Part>
      <ZoneNote />
    </div>
  );
}

interface PartProps extends InputProps<DateTimeField> {
  readonly state: ReturnType<typeof useFormSurroundings>["state"];
  readonly part: "date" | "time";
  readonly isFaulty: boolean;
  readonly shortcut: { readonly label: string; readonly value: () => string };
  readonly children: (popover: PopoverActions) => ReactNode;
}

/** One of the two inputs, its shortcut, and what opens beside it. */
function Part({ field, input, state, part, isFaulty, shortcut, children }: PartProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const name = `${field.name}.${part}`;
  const id = `${input.id}_${part}`;
  const fill = (value: string): void => {
    state.setValue(name, value);
    setOpen(false);
    state.setFocus(name);
  };
  const close = (): void => {
    setOpen(false);
    state.setFocus(name);
  };
  const isDate = part === "date";
  return (
    <div className="date-time-part">
      <label htmlFor={id}>{isDate ? text.moment.date : text.moment.time}</label>
      <input
        {...state.register(name)}
        id={id}
        type="text"
        size={isDate ? 10 : 8}
        maxLength={isDate ? 10 : 15}
        autoComplete="off"
        disabled={input.disabled}
        aria-describedby={input["aria-describedby"]}
        aria-invalid={isFaulty || undefined}
      />
      <span className="date-time-shortcuts">
        <button type="button" className="link" disabled={input.disabled} onClick={() => fill(shortcut.value())}>
          {shortcut.label}
        </button>
        <span aria-hidden="true">|</span>
        <button
          type="button"
          className="link"
          disabled={input.disabled}
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          // Else the open one would close because it loses the focus, and open again.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon
            name={isDate ? "calendar" : "clock"}
            label={isDate ? text.moment.openCalendar(field.label) : text.moment.openClock(field.label)}
          />
        </button>
        {isOpen && children({ pick: fill, close, leave: () => setOpen(false) })}
      </span>
    </div>
  );
}

/** Tells people elsewhere that the time is not theirs. */
function ZoneNote(): ReactNode {
  const hours = hoursAhead();
  if (hours === 0) return null;
  return <p className="help zone-note">{text.moment.zone(Math.abs(hours), hours > 0)}</p>;
}
