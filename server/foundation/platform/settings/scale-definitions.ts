import { availableParallelism } from "node:os";

import { define, flag, listOf, url, wholeNumber } from "./setting.js";

const processes = wholeNumber(1, 64);

/** A number of processes, or `auto` for as many as there are cores. */
const processCount = {
  form: `auto, or ${processes.form}`,
  parse: (value: string): number => (value === "auto" ? availableParallelism() : processes.parse(value)),
};

/** The settings that spread the work over processes and databases; docs/scaling.md tells when to use them. */
export const scaleDefinitions = {
  workers: define({
    name: "GATEHOUSE_WORKERS",
    description: "Processes that share the port. `auto` means one per core; SIGHUP replaces them one after another.",
    defaultText: "1",
    ...processCount,
  }),
  replicaUrls: define({
    name: "DATABASE_REPLICA_URLS",
    description: "Streaming replicas of the database. Lists, searches, counts and exports are read from them, everything else never.",
    secret: true,
    defaultText: "",
    ...listOf(url("postgres", "postgresql")),
  }),
  replicaMaxLagSeconds: define({
    name: "GATEHOUSE_REPLICA_MAX_LAG_SECONDS",
    description: "A replica that is further behind is passed over until it has caught up.",
    defaultText: "10",
    ...wholeNumber(1, 3600, "seconds"),
  }),
  namedStatements: define({
    name: "GATEHOUSE_NAMED_STATEMENTS",
    description:
      "Whether frequent statements are prepared by name. Off behind a pooler in transaction mode that forgets them: PgBouncer before 1.21.",
    defaultText: "on",
    ...flag,
  }),
};
