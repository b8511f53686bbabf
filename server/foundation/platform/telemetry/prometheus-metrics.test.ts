import { expect, test } from "@jest/globals";

import { createPrometheusMetrics } from "./prometheus-metrics.js";

const two = [createPrometheusMetrics(), createPrometheusMetrics()] as const;
const [own, other] = two;
for (const metrics of two) {
  metrics.count("gatehouse_log_ins_total", { outcome: "failed" });
  metrics.observe("gatehouse_hashing_wait_seconds", 0.2, {});
}
other.count("gatehouse_log_ins_total", { outcome: "busy" });
own.watch("gatehouse_hashing_queue", () => [{ labels: {}, value: 3 }]);
other.watch("gatehouse_hashing_queue", () => [{ labels: {}, value: 4 }]);
own.watch("gatehouse_jobs_waiting", () => [{ labels: { job: "sweep" }, value: 5 }]);
other.watch("gatehouse_jobs_waiting", () => [{ labels: { job: "sweep" }, value: 6 }]);
// As between processes: text.
own.readTogether(async () => {
  const ofAll = await Promise.all(two.flatMap((metrics) => [metrics.counts(), metrics.gauges()]));
  return JSON.parse(JSON.stringify(ofAll)) as typeof ofAll;
});
const lines = (await own.read()).split("\n");

test.each([
  ["counters are added up", 'gatehouse_log_ins_total{outcome="failed"} 2'],
  ["counters that only another one has are there", 'gatehouse_log_ins_total{outcome="busy"} 1'],
  ["classes of histograms are added up", 'gatehouse_hashing_wait_seconds_bucket{le="0.2"} 2'],
  ["how many are in a histogram is added up", "gatehouse_hashing_wait_seconds_count 2"],
  ["what each process has is added up", "gatehouse_hashing_queue 7"],
  ["what belongs to the installation is told once", 'gatehouse_jobs_waiting{job="sweep"} 6'],
])("with other processes, %s", (_, line) => {
  expect(lines).toContain(line);
});

test("with other processes, the start is a moment and not a sum", () => {
  const [, start = ""] = lines.find((line) => line.startsWith("process_start_time_seconds "))?.split(" ") ?? [];
  expect(Number(start)).toBeGreaterThan(1_500_000_000);
  expect(Number(start)).toBeLessThanOrEqual(Math.ceil(Date.now() / 1000));
});

test("a process that knows of no others tells its own metrics", async () => {
  expect((await other.read()).split("\n")).toContain('gatehouse_log_ins_total{outcome="failed"} 1');
});
