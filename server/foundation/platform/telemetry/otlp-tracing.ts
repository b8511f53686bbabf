import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as delay } from "node:timers/promises";

import { type Context, isSpanContextValid, ROOT_CONTEXT, type Span as OtelSpan, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, TraceIdRatioBasedSampler, TracerProvider } from "@opentelemetry/sdk-trace";

import { type SpanStart, type Tracing, unmeasured } from "./tracing.js";

/** Where traces go. */
export interface OtlpOptions {
  /** Base URL of the collector. */
  readonly endpoint: string;
  readonly serviceName: string;
  /** How many of a hundred traces are kept. */
  readonly percent: number;
}

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, consumer: SpanKind.CONSUMER } as const;

/** How long stopping waits for a collector that does not answer. */
const closeMilliseconds = 1_500;

/**
 * Traces by OTLP over HTTP. Nothing of it is global: two servers in one process, or a program around ours that has traces of its own,
 * do not meet. Imported only where traces are wanted.
 */
export function createOtlpTracing({ endpoint, serviceName, percent }: OtlpOptions): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, "")}/v1/traces` });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ "service.name": serviceName }),
    sampler: new TraceIdRatioBasedSampler(percent / 100),
    spanProcessors: [new BatchSpanProcessor({ exporter, exportTimeoutMillis: 10_000 })],
  });
  const tracer = provider.getTracer("gatehouse");
  const around = new AsyncLocalStorage<OtelSpan>();
  return {
    isOn: true,
    span: async (start, work) => {
      const parent = around.getStore();
      if (!parent && !begins(start)) return work(unmeasured);
      const { name, kind, facts } = start;
      const options = { ...(kind && { kind: kinds[kind] }), ...(facts && { attributes: facts }) };
      const span = tracer.startSpan(name, options, parentOf(start, parent));
      const told = (more: NonNullable<typeof facts>, better?: string): void => {
        span.setAttributes(more);
        if (better !== undefined) span.updateName(better);
      };
      try {
        return await around.run(span, work, { tell: told });
      } catch (error) {
        span.setAttribute("error.type", error instanceof Error ? error.name : typeof error);
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    },
    traceId: () => around.getStore()?.spanContext().traceId ?? null,
    traceparent: () => toTraceparent(around.getStore()),
    close: async () => {
      // Sends what is left; a collector that does not answer is no reason to run into the limit of the process.
      const sent = provider.shutdown().catch(() => undefined);
      await Promise.race([sent, delay(closeMilliseconds, undefined, { ref: false })]);
    },
  };
}

/** Only requests and jobs begin a trace: the queries of the job queue, which never end, would fill the collector. */
function begins({ kind }: SpanStart): boolean {
  return kind === "server" || kind === "consumer";
}

function parentOf({ traceparent }: SpanStart, around: OtelSpan | undefined): Context {
  if (around) return trace.setSpan(ROOT_CONTEXT, around);
  // W3C Trace Context, version 00: version, trace id, parent id, flags.
  const [, traceId, spanId, flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(traceparent ?? "") ?? [];
  if (traceId === undefined || spanId === undefined) return ROOT_CONTEXT;
  const parent = { traceId, spanId, traceFlags: Number.parseInt(flags ?? "00", 16), isRemote: true };
  return isSpanContextValid(parent) ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
}

function toTraceparent(span: OtelSpan | undefined): string | null {
  if (!span) return null;
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`;
}
