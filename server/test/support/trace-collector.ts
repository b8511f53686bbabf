import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A span as it came over the wire. */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  /** 2 is what others asked for, 3 what is asked of others, 5 a job. */
  readonly kind: number;
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
  /** The code is 2 for what failed. */
  readonly status: { readonly code?: number; readonly message?: string };
}

interface TraceRequest {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly ReceivedSpan[] }[] }[];
}

/** Stands for an OpenTelemetry collector: takes traces by OTLP over HTTP, on a free port. */
export class TraceCollector {
  /** What was sent, as it was sent. */
  readonly bodies: string[] = [];
  private readonly server: Server = createServer((req, res) => {
    void text(req).then((body) => {
      if (req.url === "/v1/traces") this.bodies.push(body);
      res.writeHead(200, { "Content-Type": "application/json" }).end("{}");
    });
  });

  /** Begins to listen. */
  async start(): Promise<this> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    return this;
  }

  /** What `OTEL_EXPORTER_OTLP_ENDPOINT` must be. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Every span so far; a server sends all that it has when it stops. */
  get spans(): ReceivedSpan[] {
    const requests = this.bodies.map((body) => JSON.parse(body) as TraceRequest);
    return requests.flatMap(({ resourceSpans }) => resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)));
  }

  /** Stops listening. */
  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }
}
