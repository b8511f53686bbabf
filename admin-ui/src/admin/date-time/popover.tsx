import { type ReactNode, useRef } from "react";

/** What can be done in a popover beside an input. */
export interface PopoverActions {
  /** Fills the input. */
  readonly pick: (value: string) => void;
  /** Closes, and gives the focus to the input. */
  readonly close: () => void;
  /** Closes, with the focus where it went. */
  readonly leave: () => void;
}

interface PopoverProps extends Omit<PopoverActions, "pick"> {
  readonly label: string;
  readonly className: string;
  readonly children: ReactNode;
}

/** A small dialog beside an input. Closes with Esc, and when the focus goes elsewhere. */
export function Popover({ label, className, close, leave, children }: PopoverProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it is what is in there that is used; here it only ends
    <div
      ref={box}
      className={`popover ${className}`}
      role="dialog"
      aria-label={label}
      // A click leaves the focus where it is: not every browser focuses a clicked button, and the focus must not seem to go away.
      onMouseDown={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        close();
      }}
      onBlur={({ relatedTarget }) => {
        if (!box.current?.contains(relatedTarget)) leave();
      }}
    >
      {children}
    </div>
  );
}
