import { type AccessSubject, requirePermission } from "../../foundation/graphql-kit/access.js";
import type { Actor } from "../../foundation/kernel/actor.js";
import { csvLine } from "../../foundation/kernel/csv-line.js";
import { RequestError } from "../../foundation/kernel/request-error.js";
import type { RequestSource } from "../../foundation/kernel/request-source.js";
import { Signer } from "../../foundation/kernel/secrets.js";
import { atInput, type Fault, UserErrors } from "../../foundation/kernel/user-error.js";
import { countRows } from "../../foundation/platform/database/count-rows.js";
import type { Database } from "../../foundation/platform/database/database.js";
import { keysetBatches } from "../../foundation/platform/database/keyset-batches.js";
import type { AuditService } from "../audit/audit.service.js";
import { type ExportedList, exportedList } from "./exported-list.js";
import { type ExportFormat, type ExportOrder, type ExportRequest, readOrder, signOrder } from "./export-order.js";

/** Whoever orders or fetches an export. */
export interface ExportViewer extends AccessSubject {
  readonly actor: Actor | null;
  readonly source: RequestSource;
}

/** A file that is written while it is read. */
export interface ExportFile {
  readonly name: string;
  readonly mediaType: string;
  /** The file in pieces of some hundred kilobytes; nothing is read that nobody asks for. */
  readonly pieces: AsyncIterable<string>;
}

/** Below this path files are fetched by their tokens. */
export const exportPath = "/exports/";

/** How long an order can be fetched, by the clock of the database. */
const lifetimeSeconds = 300;

/** Servers and proxies take about 8,000 bytes of URL. */
const longestToken = 6_000;

const tooLongForUrl: Fault = { code: "TOO_LONG", message: "Search and filter are too long for an export; list fewer values." };

/** Gives lists out as files: the order is a mutation, the file is fetched by its URL, by the same user. */
export class ListExportsService {
  private readonly database: Database;
  private readonly audit: AuditService;
  private readonly signer: Signer;

  /** @param baseUrl where people reach this server */
  constructor(
    { database, audit, secretKeys }: { database: Database; audit: AuditService; secretKeys: readonly string[] },
    private readonly baseUrl: string,
  ) {
    this.database = database;
    this.audit = audit;
    this.signer = new Signer(secretKeys, "list-export");
  }

  /**
   * Makes the URL where the viewer can fetch a list for five minutes. Reads nothing of the list yet.
   *
   * @throws RequestError `FORBIDDEN`, `BAD_USER_INPUT`
   * @throws UserErrors `TOO_LONG` when the filter does not fit into a URL
   */
  async order(request: ExportRequest, viewer: ExportViewer): Promise<{ url: string; expiresAt: Date }> {
    await requireAll(exportedList(request), viewer);
    const [row] = await this.database.query<{ expires_at: Date }>("SELECT now() + $1 * interval '1 second' AS expires_at", [
      lifetimeSeconds,
    ]);
    if (!row || !viewer.actor) throw new RequestError("UNAUTHENTICATED", "Log in first.");
    const token = signOrder({ request, userId: viewer.actor.id, expiresAt: row.expires_at }, this.signer);
    if (token.length > longestToken) throw new UserErrors(atInput("filter", [tooLongForUrl]));
    return { url: new URL(`${exportPath}${token}`, this.baseUrl).href, expiresAt: row.expires_at };
  }

  /**
   * Opens the file of a token. That it was fetched is logged first, so that no copy is without an entry.
   *
   * @throws RequestError `UNAUTHENTICATED`; `NOT_FOUND` for tokens of others, and those that are over or none; `FORBIDDEN`
   */
  async open(token: string, viewer: ExportViewer): Promise<ExportFile> {
    const { actor, source } = viewer;
    if (!actor) throw new RequestError("UNAUTHENTICATED", "Log in first.");
    const order = readOrder(token, this.signer);
    if (order?.userId !== actor.id || (await this.isOver(order))) {
      throw new RequestError("NOT_FOUND", "There is no such export, or its time is over.");
    }
    const { list: name, format, ...narrowed } = order.request;
    const list = exportedList(order.request);
    await requireAll(list, viewer);
    const count = await countRows(this.database, list.query);
    await this.audit.record({ action: "EXPORT", actor, source, details: storable({ list: name, format, ...narrowed, count }) });
    return {
      ...fileOf[format],
      name: `${list.name}.${fileOf[format].ending}`,
      pieces: writeFile(list, format, keysetBatches(this.database, list.query)),
    };
  }

  private async isOver({ expiresAt }: ExportOrder): Promise<boolean> {
    const [row] = await this.database.query<{ is_over: boolean }>("SELECT now() >= $1 AS is_over", [expiresAt]);
    return row?.is_over ?? true;
  }
}

const fileOf = {
  CSV: { ending: "csv", mediaType: "text/csv; charset=utf-8; header=present" },
  JSON_LINES: { ending: "jsonl", mediaType: "application/jsonl; charset=utf-8" },
} as const;

async function* writeFile(
  { columns, toObject }: ExportedList,
  format: ExportFormat,
  batches: AsyncIterable<object[]>,
): AsyncGenerator<string> {
  if (format === "CSV") yield csvLine(columns);
  for await (const rows of batches) yield rows.map((row) => lineOf(toObject(row), columns, format)).join("");
}

function lineOf(object: object, columns: readonly string[], format: ExportFormat): string {
  const values = columns.map((column) => (object as Readonly<Record<string, unknown>>)[column]);
  if (format === "CSV") return csvLine(values);
  return `${JSON.stringify(Object.fromEntries(columns.map((column, index) => [column, values[index]])))}\n`;
}

/** Replaces what PostgreSQL cannot store: one may ask for it, though it finds nothing. */
function storable(details: object): Readonly<Record<string, unknown>> {
  const replaced = (_key: string, value: unknown) => (typeof value === "string" ? value.replace(/[\0\p{Surrogate}]/gu, "\ufffd") : value);
  return JSON.parse(JSON.stringify(details, replaced)) as Record<string, unknown>;
}

async function requireAll({ permissions }: ExportedList, viewer: AccessSubject): Promise<void> {
  for (const permission of permissions) await requirePermission(viewer, permission);
}
