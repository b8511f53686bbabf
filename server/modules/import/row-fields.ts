import { codePointLength, isStorable } from "../../foundation/kernel/text.js";
import type { RowFault, RowPlace, SourceRow } from "./imported-rows.js";

/** Longest text of a field without a limit of its own, in code points. The rules for accounts are stricter, and judged later. */
const usualLimit = 4096;

/** A point in time: `2026-01-31T12:00:00Z`; without a zone it is taken for UTC. */
const timeShape = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d|[+-]\d\d)?$/i;

const flags = new Map([
  ["true", true],
  ["1", true],
  ["false", false],
  ["0", false],
]);

/** Reads the fields of one row, and collects what is wrong with them instead of stopping at the first. */
export class RowFields {
  readonly faults: RowFault[] = [];

  constructor(
    private readonly place: RowPlace,
    private readonly values: Readonly<Record<string, unknown>>,
  ) {}

  /** The row, unless something was wrong with it. */
  result<Row>(row: Row): SourceRow<Row> {
    return this.faults.length > 0 ? { faults: this.faults } : { place: this.place, row };
  }

  /** A text; absent and null are faults, unless there is a fallback. */
  text(field: string, { limit = usualLimit, fallback }: { readonly limit?: number; readonly fallback?: string } = {}): string {
    const value = this.values[field] ?? fallback;
    if (value === undefined) return this.refuse(field, "REQUIRED", "is missing") ?? "";
    if (typeof value !== "string" || !isStorable(value)) return this.refuse(field, "INVALID", "must be a text without NUL") ?? "";
    if (codePointLength(value) > limit) this.refuse(field, "TOO_LONG", `must have at most ${limit} characters`);
    return value;
  }

  /** True or false, also as the words or digits that files of text have. */
  flag(field: string, fallback?: boolean): boolean {
    const value = this.values[field] ?? fallback;
    if (value === undefined) return this.refuse(field, "REQUIRED", "is missing") ?? false;
    const word = JSON.stringify(value).replaceAll('"', "").toLowerCase();
    return flags.get(word) ?? this.refuse(field, "INVALID", "must be true or false") ?? false;
  }

  /** A point in time; absent and null are a fault. */
  time(field: string): Date {
    return this.optionalTime(field) ?? this.refuse(field, "REQUIRED", "is missing") ?? new Date(0);
  }

  /** A point in time; null when absent, null or an empty text. */
  optionalTime(field: string): Date | null {
    const value = this.values[field] ?? "";
    if (value === "") return null;
    const time = value instanceof Date ? value : parseTime(value);
    if (!time || Number.isNaN(time.getTime())) return this.refuse(field, "INVALID", "must be a time such as 2026-01-31T12:00:00Z");
    return time;
  }

  /** A list; absent and null are an empty one. Elements that `read` knows nothing of are faults. */
  list<Element>(field: string, read: (element: unknown) => Element | undefined): Element[] {
    const value = this.values[field] ?? [];
    if (!Array.isArray(value)) return this.refuse(field, "INVALID", "must be a list") ?? [];
    return value.flatMap(
      (element: unknown) => read(element) ?? this.refuse(field, "NOT_FOUND", `unknown: ${JSON.stringify(element)}`) ?? [],
    );
  }

  /** Notes a fault; gives null, so that the caller can name a stand-in. */
  refuse(field: string, code: RowFault["code"], message: string): null {
    this.faults.push({ place: this.place, field, code, message });
    return null;
  }
}

function parseTime(value: unknown): Date | undefined {
  const [whole, zone] = typeof value === "string" ? (timeShape.exec(value) ?? []) : [];
  if (whole === undefined || !isDay(whole.slice(0, 10))) return undefined;
  // JavaScript wants minutes in a zone, and takes a time without one for local.
  const zoned = zone === undefined ? `${whole}Z` : whole.replace(/[+-]\d\d$/, "$&:00");
  return new Date(zoned.replace(" ", "T"));
}

/** JavaScript takes the 31st of February for the 3rd of March. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
