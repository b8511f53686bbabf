const format = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeStyle: "short" });

/** A moment as people read it, in their own time zone: `Nov 20, 2026, 10:34 PM`. */
export function shownTime(moment: string): string {
  return format.format(new Date(moment));
}
