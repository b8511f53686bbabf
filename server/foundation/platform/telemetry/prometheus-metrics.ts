import { AggregatorRegistry, collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

import { type GaugeName, metricDefinitions, type MetricDefinition } from "./metric-definitions.js";
import type { MetricValues, Reading, ReadableMetrics } from "./metrics.js";

/** A power of two. */
const stepsPerSecond = 2 ** 20;

type ReadGauge = () => readonly Reading<GaugeName>[] | Promise<readonly Reading<GaugeName>[]>;

/** Metrics of the process that prom-client would average or leave out: of several workers, the latest to start and the slowest count. */
const highestOfWorkers = ["process_start_time_seconds", "nodejs_eventloop_lag_p99_seconds"];

/** Metrics for Prometheus, with those of the process: CPU, memory, event-loop delay, garbage collection. Imported only where wanted. */
export function createPrometheusMetrics(): ReadableMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const name of highestOfWorkers) Object.assign(registry.getSingleMetric(name) ?? {}, { aggregator: "max" });
  const counters = new Map<string, Counter>();
  const histograms = new Map<string, Histogram>();
  const gauges: Gauge[] = [];
  const watched = new Map<string, ReadGauge>();
  for (const [name, { kind, help, labels, buckets, ofWorkers = "sum" }] of Object.entries<MetricDefinition>(metricDefinitions)) {
    const common = { name, help, labelNames: [...labels], registers: [], aggregator: ofWorkers };
    if (kind === "counter") counters.set(name, new Counter(common));
    if (kind === "histogram") histograms.set(name, new Histogram({ ...common, buckets: [...(buckets ?? [])] }));
    if (kind === "gauge") gauges.push(new Gauge({ ...common, collect: collector(() => watched.get(name)?.() ?? []) }));
  }
  for (const metric of [...counters.values(), ...histograms.values(), ...gauges]) registry.registerMetric(metric);
  let lookAtAll: (() => Promise<readonly (readonly MetricValues[])[]>) | undefined;
  return {
    count: (name, labels) => counters.get(name)?.inc(labels),
    observe: (name, seconds, labels) => histograms.get(name)?.observe(labels, seconds),
    watch: (name, read) => void watched.set(name, read),
    contentType: registry.contentType,
    read: async () => (lookAtAll ? AggregatorRegistry.aggregate([...(await lookAtAll())]) : registry).metrics(),
    counts: async () => Promise.all(metricsOf(registry).flatMap((metric) => (metric instanceof Gauge ? [] : countsOf(metric)))),
    gauges: async () => Promise.all(metricsOf(registry).flatMap((metric) => (metric instanceof Gauge ? metric.get() : []))),
    readTogether: (look) => void (lookAtAll = look),
  };
}

/** They are more than their declaration says: objects of the classes that made them. */
function metricsOf(registry: Registry): readonly (Counter | Histogram | Gauge)[] {
  return registry.getMetricsAsArray() as unknown as readonly (Counter | Histogram | Gauge)[];
}

/**
 * Seconds in steps of about a microsecond that floating point adds up exactly. Otherwise their sum would depend on the order, and could
 * fall by its last digit when a worker ends; to Prometheus that is a counter that began anew.
 */
async function countsOf(metric: Counter | Histogram): Promise<MetricValues> {
  const counts: MetricValues = await metric.get();
  const values = counts.values.map((counted) => ({ ...counted, value: Math.floor(counted.value * stepsPerSecond) / stepsPerSecond }));
  return { ...counts, values };
}

/** Looks a gauge up, which prom-client hands over as `this`. */
function collector(read: ReadGauge): (this: Gauge) => Promise<void> {
  return async function collect() {
    this.reset();
    try {
      for (const { labels, value } of await read()) this.set(labels, value);
    } catch {
      // What cannot be told, as while the database is away, must not take the other metrics along.
    }
  };
}
