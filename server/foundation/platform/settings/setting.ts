import { accessSync, constants, statSync } from "node:fs";
import { extname, resolve } from "node:path";

/** One setting: how it is called, what it means, and how its text becomes a value. */
export interface Setting<T> {
  /** Name of the environment variable. */
  readonly name: string;
  /** One or two sentences for the generated documentation. */
  readonly description: string;
  /** The form of a value, in words: `true or false`, `seconds, 60 to 31536000`. */
  readonly form: string;
  /** Text that stands for an absent variable; undefined when absence has a meaning of its own. */
  readonly defaultText?: string;
  /** Words for the documentation where the default is not a fixed text. */
  readonly defaultInWords?: string;
  readonly requiredInProduction?: boolean;
  /** Never shown in messages. */
  readonly secret?: boolean;
  /** Turns text into a value; throws {@link SettingFault} with what is wrong. */
  parse(text: string): T;
}

/** What is wrong with a value, as the end of a sentence that begins with the setting's name. */
export class SettingFault extends Error {}

/** The part of a definition that depends on the kind of value. */
type Kind<T> = Pick<Setting<T>, "form" | "parse">;

/** Any text that is not blank. */
export const text: Kind<string> = { form: "text", parse: (value) => value };

/** `true` or `false`; `on`, `off`, `yes`, `no`, `1` and `0` are read too. */
export const flag: Kind<boolean> = {
  form: "on or off",
  parse(value) {
    const word = value.toLowerCase();
    if (["on", "true", "yes", "1"].includes(word)) return true;
    if (["off", "false", "no", "0"].includes(word)) return false;
    throw new SettingFault(`must be on or off, not "${value}"`);
  },
};

/** A whole number within limits, both included. */
export function wholeNumber(least: number, most: number, unit = ""): Kind<number> {
  const form = `${unit === "" ? "whole number" : unit}, ${least} to ${most}`;
  return {
    form,
    parse(value) {
      const number = /^\d{1,12}$/.test(value) ? Number(value) : Number.NaN;
      if (!(number >= least && number <= most)) throw new SettingFault(`must be a whole number from ${least} to ${most}, not "${value}"`);
      return number;
    },
  };
}

/** One of a few words. */
export function choice<const Words extends readonly string[]>(words: Words): Kind<Words[number]> {
  const form = `one of ${words.join(", ")}`;
  return {
    form,
    parse(value) {
      if (!words.includes(value)) throw new SettingFault(`must be ${form}, not "${value}"`);
      return value;
    },
  };
}

/** Values of one kind, separated by commas; blanks around them are dropped. */
export function listOf<T>(kind: Kind<T>): Kind<readonly T[]> {
  return {
    form: `${kind.form}; several separated by commas`,
    parse(value) {
      const parts = value.split(",").map((part) => part.trim());
      if (value !== "" && parts.includes("")) throw new SettingFault("has an empty entry; separate entries by one comma");
      return value === "" ? [] : parts.map((part) => kind.parse(part));
    },
  };
}

/** An absolute URL with one of the given schemes. */
export function url(...schemes: readonly string[]): Kind<string> {
  const form = `URL (${schemes.join(", ")})`;
  return {
    form,
    parse(value) {
      const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(value)?.[1]?.toLowerCase();
      if (scheme === undefined || !schemes.includes(scheme)) throw new SettingFault(`must be a ${form}`);
      // A database on a socket has no host: postgres://user@/database?host=/directory.
      if (!URL.canParse(value.replace("@/", "@host/"))) throw new SettingFault("is not a well-formed URL");
      return value;
    },
  };
}

/** The origin of a web page: scheme, host and port, and nothing after it. */
export const origin: Kind<string> = {
  form: "origin such as https://app.example.com",
  parse(value) {
    const parsed = URL.canParse(value) ? new URL(value) : undefined;
    const plain = parsed !== undefined && /^https?:$/.test(parsed.protocol) && `${parsed.origin}/` === parsed.href;
    if (!parsed || !plain) throw new SettingFault(`must be scheme, host and port only, such as https://app.example.com, not "${value}"`);
    return parsed.origin;
  },
};

/** A file that can be read, as an absolute path; its name ends in one of the extensions. */
export function file(...extensions: readonly string[]): Kind<string> {
  return {
    form: `file (${extensions.join(", ")})`,
    parse(value) {
      if (!extensions.includes(extname(value).toLowerCase()))
        throw new SettingFault(`must be a file that ends in ${extensions.join(", ")}`);
      const path = resolve(value);
      if (!isReadableFile(path)) throw new SettingFault(`names a file that cannot be read: ${path}`);
      return path;
    },
  };
}

function isReadableFile(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** A setting of the type that its parser gives. */
export function define<T>(setting: Setting<T>): Setting<T> {
  return setting;
}
