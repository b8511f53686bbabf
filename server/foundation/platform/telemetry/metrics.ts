import type { CounterName, GaugeName, HistogramName, Labels } from "./metric-definitions.js";

/** One value of a gauge. */
export interface Reading<Name extends GaugeName> {
  readonly labels: Labels<Name>;
  readonly value: number;
}

/** Where the parts of the server tell how often and how long. */
export interface Metrics {
  /** Adds one. */
  count<Name extends CounterName>(name: Name, labels: Labels<Name>): void;
  /** Notes how long something took. */
  observe<Name extends HistogramName>(name: Name, seconds: number, labels: Labels<Name>): void;
  /** Says how to look a gauge up; that happens whenever the metrics are read. A failure leaves the gauge out. */
  watch<Name extends GaugeName>(name: Name, read: () => readonly Reading<Name>[] | Promise<readonly Reading<Name>[]>): void;
}

/** All values of a metric of one process at one moment, as plain data that can be sent to another one. */
export interface MetricValues {
  readonly name: string;
  /** `metricName` tells the parts of a histogram apart. */
  readonly values: readonly { readonly value: number; readonly labels: object; readonly metricName?: string }[];
}

/** Metrics that somebody can read. */
export interface ReadableMetrics extends Metrics {
  readonly contentType: string;
  /** All values at this moment, in the text format of Prometheus; of all processes, after `readTogether`. */
  read(): Promise<string>;
  /** Counters and histograms of this process: what only grows, and counts after its end. */
  counts(): Promise<readonly MetricValues[]>;
  /** What goes up and down, and means nothing after the end of the process. */
  gauges(): Promise<readonly MetricValues[]>;
  /** Says how to get the counts and gauges of all processes, with this one's; that happens at each reading. It must not fail. */
  readTogether(look: () => Promise<readonly (readonly MetricValues[])[]>): void;
}

/** Where nobody reads them. */
export const noMetrics: Metrics = { count: () => undefined, observe: () => undefined, watch: () => undefined };
