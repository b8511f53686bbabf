import { expect, test } from "@jest/globals";

import { addUpMetrics } from "./add-up-metrics.js";
import { createPrometheusMetrics } from "./prometheus-metrics.js";

const [first, second] = [createPrometheusMetrics(), createPrometheusMetrics()];
for (const metrics of [first, second]) {
  metrics.count("gatehouse_requests_total", { operation: "viewer", code: "OK" });
  metrics.observe("gatehouse_hashing_seconds", 0.125, { task: "check" });
}
first.count("gatehouse_requests_total", { operation: "users", code: "OK" });
second.count("gatehouse_requests_total", { code: "OK", operation: "viewer" });
second.count("gatehouse_requests_total", { operation: "groups", code: "OK" });
const sum = addUpMetrics(await first.counts(), await second.counts());
first.readTogether(async () => [sum]);
const lines = (await first.read()).split("\n");

test.each([
  ["the same labels, in any order", 'gatehouse_requests_total{operation="viewer",code="OK"} 3'],
  ["labels that only the first has", 'gatehouse_requests_total{operation="users",code="OK"} 1'],
  ["labels that only the second has", 'gatehouse_requests_total{operation="groups",code="OK"} 1'],
  ["classes of a histogram, apart from each other", 'gatehouse_hashing_seconds_bucket{le="0.1",task="check"} 0'],
  ["values in a histogram", 'gatehouse_hashing_seconds_bucket{le="0.15",task="check"} 2'],
  ["their sum", 'gatehouse_hashing_seconds_sum{task="check"} 0.25'],
  ["their number", 'gatehouse_hashing_seconds_count{task="check"} 2'],
])("adds up %s", (_, line) => {
  expect(lines).toContain(line);
});

test("counts of a process are those that only grow", () => {
  expect(sum.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["process_cpu_seconds_total", "nodejs_gc_duration_seconds", "gatehouse_requests_total"]),
  );
  expect(sum.map(({ name }) => name)).not.toContain("process_resident_memory_bytes");
});

test("seconds add up to the same in whatever order processes end", async () => {
  const [one, two, three] = await Promise.all(
    [0.1, 0.2, 0.3].map(async (seconds) => {
      const metrics = createPrometheusMetrics();
      metrics.observe("gatehouse_hashing_wait_seconds", seconds, {});
      return (await metrics.counts()).filter(({ name }) => name === "gatehouse_hashing_wait_seconds");
    }),
  );
  if (!one || !two || !three) throw new Error("three processes have counted");
  expect(addUpMetrics(addUpMetrics(one, two), three)).toEqual(addUpMetrics(one, addUpMetrics(two, three)));
});

test("adding nothing changes nothing", async () => {
  const counts = await second.counts();
  expect(addUpMetrics([], counts)).toEqual(counts);
});
