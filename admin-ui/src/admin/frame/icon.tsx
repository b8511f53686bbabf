import type { ReactNode } from "react";

/** Drawings on a field of 16 × 16, in the colour of the text. */
const shapes = {
  plus: "M6 1h4v5h5v4h-5v5H6v-5H1V6h5z",
  pencil: "M11.5 1 15 4.500 5 14.500 1 15.500 2 11.500z",
  cross: "M3.500 1 8 5.500 12.500 1 15 3.500 10.500 8 15 12.500 12.500 15 8 10.500 3.500 15 1 12.500 5.500 8 1 3.500z",
  eye: "M8 3C4 3 1.500 6 .5 8c1 2 3.500 5 7.500 5s6.500-3 7.500-5c-1-2-3.500-5-7.500-5zm0 8a3 3 0 1 1 0-6 3 3 0 0 1 0 6z",
  eyeStruck:
    "M8 3C4 3 1.500 6 .5 8c1 2 3.500 5 7.500 5s6.500-3 7.500-5c-1-2-3.500-5-7.500-5zm0 8a3 3 0 1 1 0-6 3 3 0 0 1 0 6zM2 2l1-1 11 13-1 1z",
  search:
    "M6.500 1a5.500 5.500 0 0 1 4.400 8.800l4 4-1.600 1.600-4-4A5.500 5.500 0 1 1 6.500 1zm0 2a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7z",
  yes: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm-1 10.300 5.300-5.300-1.500-1.500L7 8.300 5.200 6.500 3.700 8z",
  no: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm-3.200 5.200L6.600 8l-1.800 1.800 1.400 1.400L8 9.400l1.800 1.800 1.400-1.400L9.400 8l1.800-1.800-1.400-1.400L8 6.600 6.200 4.800z",
  warning: "M8 1l8 14H0zM7 6v5h2V6zm0 6v2h2v-2z",
  up: "M8 5l5 6H3z",
  down: "M8 11 3 5h10z",
  remove: "M4.500 3 8 6.500 11.500 3 13 4.500 9.500 8l3.500 3.500-1.500 1.500L8 9.500 4.500 13 3 11.500 6.500 8 3 4.500z",
  auto: "M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0zm0 2v12A6 6 0 0 0 8 2z",
  light:
    "M8 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM7 0h2v3H7zm0 13h2v3H7zM0 7h3v2H0zm13 0h3v2h-3zM2 3.400 3.400 2l2.100 2.100-1.400 1.400zm8.500 8.500 1.400-1.400L14 12.600 12.600 14zM2 12.600l2.100-2.100 1.400 1.400L3.400 14zm8.500-8.500L12.600 2 14 3.400l-2.100 2.100z",
  dark: "M6 1a7 7 0 1 0 9 9A6 6 0 0 1 6 1z",
  right: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 3v3H3v2h5v3l4-4z",
  left: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 3L4 8l4 4V9h5V7H8z",
  calendar: "M4 0h2v2h4V0h2v2h3v14H1V2h3zM3 6v8h10V6zm2 2h2v2H5zm4 0h2v2H9z",
  clock: "M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0zm0 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM7 4h2v3.500l2.500 1.500-1 1.700L7 8.600z",
} as const;

/** Name of a drawing. */
export type IconName = keyof typeof shapes;

/** A small drawing. Screen readers pass over it unless it has a label. */
export function Icon({ name, label }: { name: IconName; label?: string }): ReactNode {
  const naming = label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label };
  return (
    <svg className={`icon icon-${name}`} viewBox="0 0 16 16" {...naming}>
      <path d={shapes[name]} fillRule="evenodd" />
    </svg>
  );
}
