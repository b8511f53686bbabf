import { isAllowed } from "../../foundation/graphql-kit/access.js";
import { childPagesOf } from "../../foundation/graphql-kit/child-pages.js";
import { type Connection, toConnection } from "../../foundation/graphql-kit/connection.js";
import { loaderOf, type RequestContext } from "../../foundation/graphql-kit/request-context.js";
import type { PageRequest } from "../../foundation/kernel/page.js";
import type { Database } from "../../foundation/platform/database/database.js";
import { listHistories } from "./log-entries.queries.js";
import { type LogEntryRow, type LogEntryType, toLogEntryType } from "./log-entry.type.js";

/** A kind of object whose history is shown. */
export interface HistoricModel {
  /** As the log names it, such as `auth.user`. */
  readonly type: string;
  /** The permission that each guarded field needs, so that nobody reads in the history what they may not read in the object. */
  readonly guardedFields: Readonly<Record<string, string>>;
}

/** The histories of the objects of one kind, for the resolvers that add them as a field. Whoever asks has checked who may ask. */
export class ObjectHistories {
  constructor(
    private readonly database: Database,
    private readonly model: HistoricModel,
  ) {}

  /**
   * A page of what was done to an object, newest first. One query for all objects of a request. Where things came from is for those
   * who may read the log.
   */
  async page(key: string, page: PageRequest, context: RequestContext): Promise<Connection<LogEntryType>> {
    const entries = await loaderOf(context, this.pages).load({ parent: key, page });
    const hidden = await this.hiddenFields(context);
    const showsOrigin = await isAllowed(context, "admin.view_logentry");
    return toConnection(entries, (row) => {
      const entry = toLogEntryType({ ...row, details: without(row.details, hidden) });
      return showsOrigin ? entry : { ...entry, ipAddress: null, userAgent: null };
    });
  }

  private async hiddenFields(context: RequestContext): Promise<string[]> {
    const fields = Object.entries(this.model.guardedFields);
    const allowed = await Promise.all(fields.map(async ([, permission]) => isAllowed(context, permission)));
    return fields.flatMap(([field], index) => (allowed[index] ? [] : [field]));
  }

  private readonly pages = childPagesOf(async (keys, page) => listHistories(this.database, { type: this.model.type, keys }, page));
}

function without(details: LogEntryRow["details"], fields: readonly string[]): LogEntryRow["details"] {
  const { changes } = details;
  if (fields.length === 0 || typeof changes !== "object" || changes === null) return details;
  return { ...details, changes: Object.fromEntries(Object.entries(changes).filter(([field]) => !fields.includes(field))) };
}
