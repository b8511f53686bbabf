import { text } from "../text/text.js";
import { firstEstimate } from "./list-state.js";

/** How many rows there are, as people are told: long lists are estimated, and say so. */
export function shownCount(count: number): string {
  return count >= firstEstimate ? text.list.about(count) : String(count);
}
