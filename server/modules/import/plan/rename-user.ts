import { checkUsername } from "../../accounts/username.js";

const maxLength = 150;

/** A username that the rules accept, made from one that they may not: an underscore for each refused character, cut to 150. */
export function acceptableUsername(name: string): string {
  if (checkUsername(name).length === 0) return name;
  const replaced = [...name]
    .slice(0, maxLength)
    .join("")
    .normalize("NFKC")
    .replaceAll(/[^\p{L}\p{N}_.@+-]/gu, "_");
  return cut(replaced, maxLength) || "user";
}

/** The same username with the old id behind it: `ann_17`. The same each time, so that an import that is run again knows it. */
export function distinctUsername(acceptable: string, externalId: string | null): string {
  const ending = `_${acceptableUsername(externalId ?? "2")}`;
  return cut(acceptable, maxLength - [...ending].length) + ending;
}

function cut(text: string, length: number): string {
  return [...text].slice(0, Math.max(length, 0)).join("");
}
