import type { MetricValues } from "./metrics.js";

type Value = MetricValues["values"][number];

/** Adds up two lists of counters and histograms, value by value. Small, for processes that have no library for metrics in memory. */
export function addUpMetrics(one: readonly MetricValues[], other: readonly MetricValues[]): readonly MetricValues[] {
  return merge([...one, ...other], ({ name }) => name, addValues);
}

function addValues(one: MetricValues, other: MetricValues): MetricValues {
  const values = merge([...one.values, ...other.values], seriesOf, (a, b) => ({ ...a, value: a.value + b.value }));
  return { ...one, values };
}

/** The same for the same labels, in whatever order they stand. */
function seriesOf({ metricName, labels }: Value): string {
  return JSON.stringify([metricName, ...Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

function merge<T>(items: readonly T[], keyOf: (item: T) => string, join: (one: T, other: T) => T): readonly T[] {
  const merged = new Map<string, T>();
  for (const item of items) {
    const known = merged.get(keyOf(item));
    merged.set(keyOf(item), known === undefined ? item : join(known, item));
  }
  return [...merged.values()];
}
