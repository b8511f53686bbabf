import { Accounts1795000000000 } from "./1795000000000-accounts.js";
import { Audit1795100000000 } from "./1795100000000-audit.js";
import { BackendsAndLockout1795200000000 } from "./1795200000000-backends-and-lockout.js";
import { Deactivation1795300000000 } from "./1795300000000-deactivation.js";
import { ExternalIds1795350000000 } from "./1795350000000-external-ids.js";
import { ResourceTypes1795900000000 } from "./1795900000000-resource-types.js";
import { ListIndexes1795500000000 } from "./1795500000000-list-indexes.js";
import { Versions1795400000000 } from "./1795400000000-versions.js";
import { BulkChanges1795600000000 } from "./1795600000000-bulk-changes.js";
import { Impersonation1795700000000 } from "./1795700000000-impersonation.js";
import { ImpersonationEnds1796500000000 } from "./1796500000000-impersonation-ends.js";
import { ImpersonatorIndex1796600000000 } from "./1796600000000-impersonator-index.js";
import { UserCounts1796200000000 } from "./1796200000000-user-counts.js";
import { LogSeals1795800000000 } from "./1795800000000-log-seals.js";
import { SearchStatistics1796300000000 } from "./1796300000000-search-statistics.js";
import { SearchWithoutWaitingList1796400000000 } from "./1796400000000-search-without-waiting-list.js";
import { WritePositions1796000000000 } from "./1796000000000-write-positions.js";

/** Every migration, oldest first. A list and not a folder search, so that a bundler or a test sees the same. */
export const allMigrations = [
  Accounts1795000000000,
  Audit1795100000000,
  BackendsAndLockout1795200000000,
  Deactivation1795300000000,
  ExternalIds1795350000000,
  Versions1795400000000,
  ListIndexes1795500000000,
  BulkChanges1795600000000,
  Impersonation1795700000000,
  LogSeals1795800000000,
  ResourceTypes1795900000000,
  WritePositions1796000000000,
  UserCounts1796200000000,
  SearchStatistics1796300000000,
  SearchWithoutWaitingList1796400000000,
  ImpersonationEnds1796500000000,
  ImpersonatorIndex1796600000000,
];
