import { deserialize, serialize } from "node:v8";

import type { Signer } from "../../foundation/kernel/secrets.js";
import type { UserFilter } from "../accounts/user-filter.inputs.js";
import type { UserListRequest } from "../accounts/users.queries.js";
import type { LogEntryFilter } from "../audit/log-entries.inputs.js";

/** How a list is written. */
export type ExportFormat = "CSV" | "JSON_LINES";

/** Which users, in which order; the filter as the API takes it. */
export interface UserExportRequest extends Pick<UserListRequest, "search" | "orderBy"> {
  readonly format: ExportFormat;
  readonly filter?: UserFilter | null;
}

/** Which entries of the log. */
export interface LogEntryExportRequest {
  readonly format: ExportFormat;
  readonly filter?: LogEntryFilter | null;
}

/** What is to be exported. */
export type ExportRequest = ({ readonly list: "users" } & UserExportRequest) | ({ readonly list: "logEntries" } & LogEntryExportRequest);

/** An export that somebody may fetch for a while. */
export interface ExportOrder {
  readonly request: ExportRequest;
  readonly userId: string;
  readonly expiresAt: Date;
}

/** Writes an order into a text that goes into a URL and that nobody else can make. It is signed, not secret. */
export function signOrder(order: ExportOrder, signer: Signer): string {
  // Unlike JSON it keeps times, and the difference between null and absent, which filters need.
  return signer.sign(serialize(order).toString("base64url"));
}

/** The order of {@link signOrder}; undefined for every other text. */
export function readOrder(signed: string, signer: Signer): ExportOrder | undefined {
  const text = signer.verify(signed);
  return text === undefined ? undefined : (deserialize(Buffer.from(text, "base64url")) as ExportOrder);
}
