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

/** All values of one process at one moment, as plain data that can be sent to another one. */
export type MetricsSnapshot = readonly object[];

/** Metrics that somebody can read. */
export interface ReadableMetrics extends Metrics {
  readonly contentType: string;
  /** All values at this moment, in the text format of Prometheus; of all processes, after `addOthers`. */
  read(): Promise<string>;
  /** What this process adds to what another one reads. */
  snapshot(): Promise<MetricsSnapshot>;
  /** Says how to get the snapshots of other processes; that happens at each reading. It must not fail. */
  addOthers(look: () => Promise<readonly MetricsSnapshot[]>): void;
}

/** Where nobody reads them. */
export const noMetrics: Metrics = { count: () => undefined, observe: () => undefined, watch: () => undefined };
