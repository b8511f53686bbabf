import { type ReactNode, useRef } from "react";

/** A small dialog beside an input. Closes with Esc, and when the focus goes elsewhere. */
export function Popover({
  label,
  className,
  onClose,
  children,
}: {
  label: string;
  className: string;
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  const box = useRef<HTMLSpanElement>(null);
  return (
    <span
      ref={box}
      className={`popover ${className}`}
      role="dialog"
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
      onBlur={({ relatedTarget }) => {
        if (!box.current?.contains(relatedTarget)) onClose();
      }}
    >
      {children}
    </span>
  );
}
