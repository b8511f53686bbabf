import { table } from "./table.mjs";

/**
 * docs/generated/metrics.md.
 * @param {Readonly<Record<string, { kind: string, help: string, labels: readonly string[] }>>} definitions
 * @returns {string}
 */
export function metricsPage(definitions) {
  const rows = Object.entries(definitions).map(([name, { kind, help, labels }]) => [
    `\`${name}\``,
    kind,
    labels.map((label) => `\`${label}\``).join(", "),
    help,
  ]);
  return [
    "<!-- Made by `npm run docs` from server/foundation/platform/telemetry/metric-definitions.ts. -->",
    "",
    "# Metrics",
    "",
    "What `GET /metrics` tells, beside the metrics of the process (`process_…`, `nodejs_…`). [../monitoring.md](../monitoring.md) says how to",
    "switch it on. Labels have few values, and none of them is chosen by a client.",
    "",
    ...table(["metric", "kind", "labels", "meaning"], rows),
    "",
  ].join("\n");
}
