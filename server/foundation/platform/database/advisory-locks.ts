/**
 * Numbers of the advisory locks of a database, each for those who must take turns. They never change: two releases may use a database
 * side by side.
 */
export const advisoryLocks = {
  /** Migrations. */
  migrations: 7_164_023,
  /** Makers of the tables of job queues. */
  jobQueues: 7_164_027,
  /** Changes by staff: who may do what must not change while it is checked. */
  staffChanges: 4_711_004,
  /** Superusers who are first. */
  firstSuperuser: 4_711_005,
  /** Sealers of the log. */
  sealing: 4_711_011,
} as const;
