import { readFileSync } from "node:fs";

import { SettingFault } from "./setting.js";

/** A JSON file with texts: a list of them, or an object whose values they are, as code generators write it. */
export const documentList = {
  form: "path of a JSON file",
  parse(path: string): readonly string[] {
    const texts: unknown[] = Object.values(readJson(path));
    if (texts.length === 0) throw new SettingFault(`names ${path}, which holds no document`);
    if (!texts.every((text) => typeof text === "string")) throw new SettingFault(`names ${path}, in which not every document is a text`);
    return texts;
  },
};

function readJson(path: string): object {
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // Told below, without what the file holds.
  }
  throw new SettingFault(`must name a JSON file with a list or an object, which ${path} is not`);
}
