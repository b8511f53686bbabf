import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";

import { text } from "../../text/text.js";
import { Icon } from "../frame/icon.js";
import { addDays, addMonths, today, weeksOfMonth } from "./month.js";
import { Popover, type PopoverActions } from "./popover.js";

interface CalendarProps extends PopoverActions {
  /** The day in the input, as `2026-11-20`; null when there is none. */
  readonly chosen: string | null;
  readonly label: string;
}

/** A month to choose a day from. Arrow keys go by day and week, Page Up and Page Down by month. */
export function Calendar({ chosen, label, pick, close, leave }: CalendarProps): ReactNode {
  const [day, setDay] = useState(chosen ?? today());
  const shortcuts = [
    [text.moment.yesterday, -1],
    [text.moment.today, 0],
    [text.moment.tomorrow, 1],
  ] as const;
  return (
    <Popover label={label} className="calendar" close={close} leave={leave}>
      <MonthBar day={day} onChange={setDay} />
      <Days day={day} chosen={chosen} onMove={setDay} onPick={pick} />
      <span className="popover-shortcuts">
        {shortcuts.map(([name, days]) => (
          <button key={name} type="button" className="link" onClick={() => pick(addDays(today(), days))}>
            {name}
          </button>
        ))}
      </span>
      <button type="button" className="popover-cancel" onClick={close}>
        {text.moment.cancel}
      </button>
    </Popover>
  );
}

function MonthBar({ day, onChange }: { day: string; onChange: (day: string) => void }): ReactNode {
  const [year, month] = day.split("-").map(Number);
  return (
    <span className="calendar-bar">
      <button type="button" className="link" onClick={() => onChange(addMonths(day, -1))}>
        <Icon name="left" label={text.moment.previousMonth} />
      </button>
      <strong aria-live="polite">
        {text.moment.months[(month ?? 1) - 1]} {year}
      </strong>
      <button type="button" className="link" onClick={() => onChange(addMonths(day, 1))}>
        <Icon name="right" label={text.moment.nextMonth} />
      </button>
    </span>
  );
}

interface DaysProps {
  readonly day: string;
  readonly chosen: string | null;
  readonly onMove: (day: string) => void;
  readonly onPick: (day: string) => void;
}

function Days({ day, chosen, onMove, onPick }: DaysProps): ReactNode {
  const table = useRef<HTMLTableElement>(null);
  const focusDay = (): void => table.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  useEffect(focusDay, []);
  const press = (event: KeyboardEvent): void => {
    const next = dayAfterKey(day, event.key);
    if (next === null) return;
    event.preventDefault();
    flushSync(() => onMove(next));
    focusDay();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- days in weeks are what WAI-ARIA calls a grid
    <table ref={table} role="grid" onKeyDown={press}>
      <thead>
        <tr>
          {text.moment.weekdays.map((name) => (
            <th key={name} scope="col" abbr={name}>
              {name.slice(0, 1)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOfMonth(day).map((week, index) => (
          <tr key={week.find((cell) => cell !== null) ?? index}>
            {week.map((cell, weekday) => (
              <td key={cell ?? weekday} aria-selected={cell === null ? undefined : cell === chosen}>
                {cell !== null && <Day cell={cell} isChosen={cell === chosen} isFocusable={cell === day} onPick={onPick} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface DayProps {
  readonly cell: string;
  readonly isChosen: boolean;
  readonly isFocusable: boolean;
  readonly onPick: (day: string) => void;
}

function Day({ cell, isChosen, isFocusable, onPick }: DayProps): ReactNode {
  const isToday = cell === today();
  return (
    <button
      type="button"
      className={`day${isChosen ? " chosen" : ""}${isToday ? " today" : ""}`}
      tabIndex={isFocusable ? 0 : -1}
      aria-current={isToday ? "date" : undefined}
      onClick={() => onPick(cell)}
    >
      {Number(cell.slice(-2))}
    </button>
  );
}

function dayAfterKey(day: string, key: string): string | null {
  const days: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  const months: Readonly<Record<string, number>> = { PageUp: -1, PageDown: 1 };
  if (days[key] !== undefined) return addDays(day, days[key]);
  return months[key] === undefined ? null : addMonths(day, months[key]);
}
