type Value = string | number | boolean | null | readonly string[];

/** The fields of an object as the log shows them. Never a secret. */
export type Snapshot = Readonly<Record<string, Value | Date>>;

/** Fields that are not what they were, with both values. */
export type FieldChanges = Readonly<Record<string, { readonly from: Value; readonly to: Value }>>;

/**
 * What is different between two states of an object; lists of names are compared as sets.
 *
 * @param before null for an object that was made
 * @param after null for one that was deleted
 */
export function changesBetween(before: Snapshot | null, after: Snapshot | null): FieldChanges {
  const names = Object.keys(after ?? before ?? {});
  const pairs = names.map((name) => [name, { from: valueOf(before?.[name]), to: valueOf(after?.[name]) }] as const);
  return Object.fromEntries(pairs.filter(([, { from, to }]) => JSON.stringify(from) !== JSON.stringify(to)));
}

function valueOf(value: Value | Date | undefined): Value {
  if (value instanceof Date) return value.toISOString();
  return Array.isArray(value) ? value.toSorted() : (value ?? null);
}
