import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { parse } from "yaml";

import { metricDefinitions } from "../../foundation/platform/telemetry/metric-definitions.js";
import { createPrometheusMetrics } from "../../foundation/platform/telemetry/prometheus-metrics.js";

interface Dashboard {
  readonly panels: readonly { readonly id: number; readonly title: string; readonly targets?: readonly { readonly expr: string }[] }[];
}

interface AlertFile {
  readonly groups: readonly { readonly rules: readonly { readonly alert: string; readonly expr: string }[] }[];
}

const dashboard = JSON.parse(readFileSync("docs/monitoring/grafana-dashboard.json", "utf8")) as Dashboard;
const alerts = parse(readFileSync("docs/monitoring/prometheus-alerts.yml", "utf8")) as AlertFile;
const shown = dashboard.panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => [title, expr] as const));
const alarming = alerts.groups.flatMap(({ rules }) => rules.map(({ alert, expr }) => [alert, expr] as const));

const text = await createPrometheusMetrics().read();
const kinds = new Map([...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = "", kind = ""]) => [name, kind]));

/** The names of series that a server tells. */
const told = new Set(
  [...kinds].flatMap(([name, kind]) => (kind === "histogram" ? ["_bucket", "_count", "_sum"].map((end) => name + end) : [name])),
);

const seriesIn = (expr: string): string[] => expr.match(/\b(gatehouse|nodejs|process)_\w+/g) ?? [];

test.each([...shown, ...alarming])("%s asks for series that a server tells", (_, expr) => {
  const series = seriesIn(expr);
  expect(series.filter((name) => !told.has(name))).toEqual([]);
  expect(series.length + Number(expr.startsWith("up{"))).toBeGreaterThan(0);
});

test.each([...shown, ...alarming])("%s asks for labels that its metrics have", (_, expr) => {
  const ours = seriesIn(expr).map((name) => name.replace(/_(bucket|count|sum)$/, "") as keyof typeof metricDefinitions);
  const labels = ours.flatMap((name) => [...(metricDefinitions[name]?.labels ?? [])] as string[]);
  const known = new Set([...labels, "job", "instance", "le"]);
  const used = [...expr.matchAll(/by \(([^)]*)\)/g)].flatMap(([, names = ""]) => names.split(", "));
  const matched = [...expr.matchAll(/[{,](\w+)[=!]~?"/g)].map(([, name = ""]) => name);
  expect([...used, ...matched].filter((name) => !known.has(name))).toEqual([]);
});

test("the dashboard shows every metric of ours, and its panels have ids of their own", () => {
  const names = new Set(shown.flatMap(([, expr]) => seriesIn(expr)).map((name) => name.replace(/_(bucket|count|sum)$/, "")));
  expect(Object.keys(metricDefinitions).filter((name) => !names.has(name))).toEqual([]);
  expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
});
