import { define, SettingFault, text, url, wholeNumber } from "./setting.js";

/** Where metrics can be read. */
export type MetricsPlace = "off" | "main" | { readonly host: string; readonly port: number };

const metricsPlace = {
  form: "off, main, or address:port such as 127.0.0.1:9464",
  parse(value: string): MetricsPlace {
    if (value === "off" || value === "main") return value;
    const [, bracketed, plain, digits] = /^(?:\[([0-9a-f:]+)\]|([\w.-]+)):(\d{1,5})$/i.exec(value) ?? [];
    const host = bracketed ?? plain;
    const port = Number(digits);
    if (host === undefined || port > 65_535) throw new SettingFault(`must be off, main, or address:port, not "${value}"`);
    return { host, port };
  },
};

const metricsToken = {
  form: "text of at least 16 characters",
  parse(value: string): string {
    if (!/^[\w.~+/-]{16,}=*$/.test(value)) throw new SettingFault("needs at least 16 characters that a bearer token may have");
    return value;
  },
};

/** The settings that say what is told about the work of the server, and to whom. */
export const telemetryDefinitions = {
  metrics: define({
    name: "GATEHOUSE_METRICS",
    description:
      "Where `GET /metrics` tells Prometheus how the server does: on an address and port of its own, or with `main` on the port of the API, which needs `GATEHOUSE_METRICS_TOKEN`.",
    defaultText: "off",
    ...metricsPlace,
  }),
  metricsToken: define({
    name: "GATEHOUSE_METRICS_TOKEN",
    description: "Bearer token that whoever reads the metrics must send.",
    secret: true,
    defaultInWords: "none is asked for",
    ...metricsToken,
  }),
  tracesEndpoint: define({
    name: "OTEL_EXPORTER_OTLP_ENDPOINT",
    description:
      "The OpenTelemetry collector that gets traces by OTLP over HTTP, such as `http://localhost:4318`; `/v1/traces` is added. The exporter also reads the other `OTEL_EXPORTER_OTLP_…` variables of the standard, such as `OTEL_EXPORTER_OTLP_HEADERS`.",
    defaultInWords: "no traces",
    ...url("http", "https"),
  }),
  tracesPercent: define({
    name: "GATEHOUSE_TRACES_PERCENT",
    description: "How many of a hundred traces are sent. Callers do not decide that, whatever their `traceparent` says.",
    defaultText: "100",
    ...wholeNumber(0, 100),
  }),
  serviceName: define({
    name: "OTEL_SERVICE_NAME",
    description: "What this server is called in traces.",
    defaultText: "gatehouse",
    ...text,
  }),
};
