import type { Settings } from "../settings/load-settings.js";
import { type Metrics, noMetrics, type ReadableMetrics } from "./metrics.js";
import { noTracing, type Tracing } from "./tracing.js";

/** How the parts of the server tell of their work. */
export interface Telemetry {
  readonly metrics: Metrics;
  readonly tracing: Tracing;
}

/** Of a server, whose metrics may be read. */
export interface ServerTelemetry extends Telemetry {
  /** Undefined where the settings want none. */
  readonly readableMetrics: ReadableMetrics | undefined;
}

/** Tells nobody; for commands and tests. */
export const noTelemetry: Telemetry = { metrics: noMetrics, tracing: noTracing };

type TelemetrySettings = Pick<Settings, "metrics" | "tracesEndpoint" | "tracesPercent" | "serviceName">;

/** Opens what the settings want. The libraries are loaded only then: together they are 18 MB of memory and a tenth of a second. */
export async function openTelemetry(settings: TelemetrySettings): Promise<ServerTelemetry> {
  const readableMetrics = settings.metrics === "off" ? undefined : (await import("./prometheus-metrics.js")).createPrometheusMetrics();
  return { metrics: readableMetrics ?? noMetrics, readableMetrics, tracing: await openTracing(settings) };
}

async function openTracing({ tracesEndpoint, tracesPercent, serviceName }: TelemetrySettings): Promise<Tracing> {
  if (tracesEndpoint === undefined) return noTracing;
  const { createOtlpTracing } = await import("./otlp-tracing.js");
  return createOtlpTracing({ endpoint: tracesEndpoint, percent: tracesPercent, serviceName });
}
