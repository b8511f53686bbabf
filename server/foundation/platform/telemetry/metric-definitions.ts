/** How a metric is named and read. */
export interface MetricDefinition {
  readonly kind: "counter" | "histogram" | "gauge";
  /** One sentence for whoever reads the metrics. */
  readonly help: string;
  /** Every label has a small, closed set of values: no text of a client ever stands in one. */
  readonly labels: readonly string[];
  /** Upper ends of the classes of a histogram, in seconds. */
  readonly buckets?: readonly number[];
  /** How the values of several worker processes become one; they are added up unless said otherwise. */
  readonly ofWorkers?: "sum" | "max";
}

const requestBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const hashingBuckets = [0.01, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1, 2, 5, 10];

/** Every metric of our own; beside them stand those of the process that prom-client brings along. */
export const metricDefinitions = {
  gatehouse_requests_total: {
    kind: "counter",
    help: "Requests by root field (or `several`, `introspection`, `invalid`, `export`, `preflight`) and by the code of the first error, `OK` without one.",
    labels: ["operation", "code"],
  },
  gatehouse_request_seconds: {
    kind: "histogram",
    help: "Time from the arrival of a request to its answer, by operation.",
    labels: ["operation"],
    buckets: requestBuckets,
  },
  gatehouse_session_checks_total: {
    kind: "counter",
    help: "Looks at the session of a request: `found`, `refused` (a token that opens nothing), `none` (no token).",
    labels: ["result"],
  },
  gatehouse_log_ins_total: {
    kind: "counter",
    help: "Log-ins by outcome: `succeeded`, `failed`, `limited` (too many attempts), `busy` (too many passwords at once), `error`.",
    labels: ["outcome"],
  },
  gatehouse_hashing_seconds: {
    kind: "histogram",
    help: "Time that a thread took to make (`encode`) or check (`check`) a password record.",
    labels: ["task"],
    buckets: hashingBuckets,
  },
  gatehouse_hashing_wait_seconds: {
    kind: "histogram",
    help: "Time that passwords waited for a thread.",
    labels: [],
    buckets: hashingBuckets,
  },
  gatehouse_hashing_refused_total: { kind: "counter", help: "Passwords that were refused as `BUSY`, unhashed.", labels: [] },
  gatehouse_hashing_queue: { kind: "gauge", help: "Passwords that wait for a thread.", labels: [] },
  gatehouse_hashing_busy_threads: { kind: "gauge", help: "Threads that are hashing.", labels: [] },
  gatehouse_database_connections: {
    kind: "gauge",
    help: "Connections to the database: `total`, and of these `idle`; `waiting` are requests without one.",
    labels: ["state"],
  },
  gatehouse_jobs_total: { kind: "counter", help: "Jobs by outcome: `done`, `failed` (tried again later).", labels: ["job", "outcome"] },
  gatehouse_jobs_waiting: {
    kind: "gauge",
    help: "Jobs that are due and not begun, of the whole installation.",
    labels: ["job"],
    ofWorkers: "max",
  },
  gatehouse_job_lag_seconds: { kind: "gauge", help: "How long the oldest of them has been due.", labels: ["job"], ofWorkers: "max" },
} as const satisfies Readonly<Record<string, MetricDefinition>>;

type Definitions = typeof metricDefinitions;

/** Names of the metrics of one kind. */
type NameOf<Kind> = { [Name in keyof Definitions]: Definitions[Name]["kind"] extends Kind ? Name : never }[keyof Definitions];

/** What only ever grows. */
export type CounterName = NameOf<"counter">;
/** What is sorted into classes of seconds. */
export type HistogramName = NameOf<"histogram">;
/** What goes up and down and is looked up when somebody asks. */
export type GaugeName = NameOf<"gauge">;

/** A value for each label of a metric. */
export type Labels<Name extends keyof Definitions> = Readonly<Record<Definitions[Name]["labels"][number], string>>;
