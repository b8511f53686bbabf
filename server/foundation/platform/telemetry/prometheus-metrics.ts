import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

import { type GaugeName, metricDefinitions, type MetricDefinition } from "./metric-definitions.js";
import type { Reading, ReadableMetrics } from "./metrics.js";

/** Metrics for Prometheus, with those of the process: CPU, memory, event-loop delay, garbage collection. Imported only where wanted. */
export function createPrometheusMetrics(): ReadableMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counters = new Map<string, Counter>();
  const histograms = new Map<string, Histogram>();
  for (const [name, { kind, help, labels, buckets }] of Object.entries<MetricDefinition>(metricDefinitions)) {
    const common = { name, help, labelNames: [...labels], registers: [registry] };
    if (kind === "counter") counters.set(name, new Counter(common));
    if (kind === "histogram") histograms.set(name, new Histogram({ ...common, buckets: [...(buckets ?? [])] }));
  }
  return {
    count: (name, labels) => counters.get(name)?.inc(labels),
    observe: (name, seconds, labels) => histograms.get(name)?.observe(labels, seconds),
    watch: (name, read) => void watchedGauge(registry, name, read),
    contentType: registry.contentType,
    read: async () => registry.metrics(),
  };
}

/** A gauge that is looked up at each reading. */
function watchedGauge<Name extends GaugeName>(
  registry: Registry,
  name: Name,
  read: () => readonly Reading<Name>[] | Promise<readonly Reading<Name>[]>,
): Gauge {
  const { help, labels } = metricDefinitions[name];
  return new Gauge({
    name,
    help,
    labelNames: [...labels],
    registers: [registry],
    async collect() {
      this.reset();
      // What cannot be told, as while the database is away, must not take the other metrics along.
      const readings = await Promise.resolve(read()).catch(() => []);
      for (const reading of readings) this.set(reading.labels, reading.value);
    },
  });
}
