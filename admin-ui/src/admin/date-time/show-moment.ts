import { text } from "../../text/text.js";

/** A moment for reading, in the reader's time zone: `Nov. 20, 2026, 9:34 p.m.` as Django writes it. */
export function showMoment(iso: string): string {
  const moment = new Date(iso);
  const day = `${text.moment.shortMonths[moment.getMonth()] ?? ""} ${moment.getDate()}, ${moment.getFullYear()}`;
  const hours = moment.getHours();
  const minutes = String(moment.getMinutes()).padStart(2, "0");
  return `${day}, ${hours % 12 === 0 ? 12 : hours % 12}:${minutes} ${text.moment.isMorning(hours < 12)}`;
}
