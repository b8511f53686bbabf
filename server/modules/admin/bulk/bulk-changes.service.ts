import { isUuid } from "../../../foundation/kernel/ids.js";
import type { Page, PageRequest } from "../../../foundation/kernel/page.js";
import type { RequestSource } from "../../../foundation/kernel/request-source.js";
import { type Fault, UserErrors } from "../../../foundation/kernel/user-error.js";
import type { Database } from "../../../foundation/platform/database/database.js";
import { keysetPage } from "../../../foundation/platform/database/keyset-page.js";
import { actorOf } from "../../accounts/user-record.js";
import type { UsersService } from "../../accounts/users.service.js";
import { bulkChangeColumns, type BulkChangeRecord, type BulkChangeRow, isOver, toBulkChangeRecord } from "./bulk-change-record.js";
import type { BulkProgress } from "./bulk-progress.js";
import type { BulkTargets } from "./bulk-targets.js";
import type { SkippedUser } from "../staff/target-users.js";

/** What looking at bulk changes needs. */
export interface BulkChangesParts {
  readonly database: Database;
  readonly users: UsersService;
  readonly bulkProgress: BulkProgress;
  readonly bulkTargets: BulkTargets;
}

/** Who looks at bulk changes. */
export interface BulkViewer {
  readonly userId: string;
  /** Whether they may see those of others. */
  readonly seesAll: boolean;
}

/** How long a bulk change can be looked at after its end. */
const keptDays = 30;

/** So many of the skipped users are listed. */
export const mostSkippedListed = 100;

/** Shows the changes that take longer than one transaction, and stops them. */
export class BulkChangesService {
  constructor(private readonly parts: BulkChangesParts) {}

  /** One bulk change; null when there is none, or the viewer may not see it. */
  async find(id: string, viewer: BulkViewer): Promise<BulkChangeRecord | null> {
    const change = isUuid(id) ? await this.parts.bulkProgress.read(id) : null;
    return change && (viewer.seesAll || change.actor.id === viewer.userId) ? change : null;
  }

  /**
   * A page of the bulk changes that the viewer may see, newest first.
   *
   * @throws RequestError `BAD_USER_INPUT` for page sizes and cursors that cannot be
   */
  async list({ userId, seesAll }: BulkViewer, page: PageRequest): Promise<Page<BulkChangeRow>> {
    const query = {
      columns: bulkChangeColumns,
      from: "bulk_changes",
      conditions: seesAll ? [] : ["actor_id = $1"],
      values: seesAll ? [] : [userId],
      sort: [
        { expression: "created_at", type: "timestamptz", descending: true },
        { expression: "id", type: "uuid", descending: true },
      ] as const,
    };
    return keysetPage<BulkChangeRow>(this.parts.database, query, page);
  }

  /** Who was skipped by each of some bulk changes, the first {@link mostSkippedListed} of each. One query. */
  async listSkipped(ids: readonly string[]): Promise<SkippedUser[][]> {
    return this.parts.bulkTargets.listSkipped(ids, mostSkippedListed);
  }

  /**
   * Stops a bulk change between two batches; what was done stays done.
   *
   * @throws UserErrors at `input.id`: `NOT_FOUND`, `OUT_OF_SCOPE` for those of others unless by a superuser, `CONFLICT` after its end
   */
  async cancel(id: string, viewer: BulkViewer, source: RequestSource): Promise<BulkChangeRecord> {
    const { database, users, bulkProgress } = this.parts;
    // Before anybody waits for a batch: nobody learns by waiting that there is something.
    const seen = await this.find(id, viewer);
    const user = await users.find(viewer.userId);
    if (!seen || !user) throw faultAtId("NOT_FOUND", "There is no such bulk change.");
    const mayCancel = seen.actor.id === user.id || user.isSuperuser;
    if (!mayCancel) throw faultAtId("OUT_OF_SCOPE", "Only a superuser can cancel what somebody else has ordered.");
    return database.atomic(async () => {
      const change = await bulkProgress.lock(id);
      if (!change || isOver(change)) throw faultAtId("CONFLICT", "This change has ended already.");
      return bulkProgress.end(change, { state: "CANCELLED", by: { actor: actorOf(user), source } });
    });
  }

  /** Takes up again what a process that died left unfinished; what goes on anyway is not disturbed. Called once jobs are done. */
  async resume(): Promise<void> {
    const sql = `SELECT ${bulkChangeColumns} FROM bulk_changes WHERE finished_at IS NULL ORDER BY created_at`;
    const rows = await this.parts.database.query<BulkChangeRow>(sql);
    for (const row of rows) await this.parts.bulkProgress.orderBatch(toBulkChangeRecord(row));
  }

  /** Forgets what ended long ago, and takes up again what stands still because the queue has given up. */
  async sweep(): Promise<number> {
    await this.resume();
    return this.parts.database.execute("DELETE FROM bulk_changes WHERE finished_at <= now() - make_interval(days => $1)", [keptDays]);
  }
}

function faultAtId(code: Fault["code"], message: string): UserErrors {
  return new UserErrors([{ code, message, path: ["input", "id"] }]);
}
