import { codePointLength } from "../../kernel/text.js";

/** Mail programs that show plain text rarely fold lines; RFC 5322 recommends at most 78 characters. */
const maxLineLength = 72;

/** Breaks text into lines between words. A word that is longer than a line, such as an address, stays whole on a line of its own. */
export function wrapText(text: string): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && codePointLength(longer) > maxLineLength) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].join("\n");
}
