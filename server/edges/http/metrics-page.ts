import type { IncomingMessage, ServerResponse } from "node:http";

import { digestOf, sameDigest } from "../../foundation/kernel/secrets.js";
import type { Settings } from "../../foundation/platform/settings/load-settings.js";
import type { ServerTelemetry } from "../../foundation/platform/telemetry/telemetry.js";
import { bearerToken } from "./cookies.js";
import { answerFailure } from "./failure.js";
import { HttpRefusal } from "./request-gate-refusal.js";
import type { ReportReaders } from "./request-report.js";

/** Answers `GET /metrics`; throws `HttpRefusal` for whoever may not read them. */
export type MetricsPage = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

/** The metrics for Prometheus; undefined where the settings want none. With a token in the settings, readers must send it. */
export function createMetricsPage({ metricsToken }: Settings, { readableMetrics }: ServerTelemetry): MetricsPage | undefined {
  if (!readableMetrics) return undefined;
  const wanted = metricsToken === undefined ? undefined : digestOf(metricsToken);
  return async (req, res) => {
    if (req.method !== "GET") throw new HttpRefusal("METHOD_NOT_ALLOWED", "Metrics are read with GET.", { headers: { Allow: "GET" } });
    const given = digestOf(bearerToken(req.headers.authorization) ?? "");
    if (wanted && !sameDigest(wanted, given)) {
      throw new HttpRefusal("UNAUTHENTICATED", "Metrics need their token.", { headers: { "WWW-Authenticate": "Bearer" } });
    }
    const text = await readableMetrics.read();
    res.writeHead(200, { "Content-Type": readableMetrics.contentType, "Cache-Control": "no-store" }).end(text);
  };
}

/** Serves the metrics, and nothing else, on an address of their own. */
export function createMetricsListener(page: MetricsPage, readers: ReportReaders): (req: IncomingMessage, res: ServerResponse) => void {
  const serve = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    if (req.url !== "/metrics") throw new HttpRefusal("NOT_FOUND", "The metrics are at /metrics.");
    return page(req, res);
  };
  return (req, res) => void serve(req, res).catch((error: unknown) => answerFailure(res, error, readers));
}
