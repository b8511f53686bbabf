/** A permission of another system; `app_label.codename` names it everywhere. */
export interface ImportedPermission {
  readonly appLabel: string;
  readonly model: string;
  readonly codename: string;
  /** For people: "Can add user". */
  readonly label: string;
}

/** A group of another system. */
export interface ImportedGroup {
  readonly name: string;
  /** Names of permissions, as `app_label.codename`. */
  readonly permissions: readonly string[];
}

/** A user of another system, as that one has it: the form of every value is checked, the rules for accounts are not. */
export interface ImportedUser {
  /** Null when the source has none; then the user is recognised by the username only. */
  readonly externalId: string | null;
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  /** Empty for none. */
  readonly email: string;
  /** The password record in Django's form, whatever its algorithm; an unusable one for none. */
  readonly password: string;
  readonly isActive: boolean;
  readonly isStaff: boolean;
  readonly isSuperuser: boolean;
  readonly joinedAt: Date;
  readonly lastLoginAt: Date | null;
  /** Names of groups. */
  readonly groups: readonly string[];
  /** Names of permissions held directly, as `app_label.codename`. */
  readonly permissions: readonly string[];
}

/** What something was done to. */
export type ImportedObject =
  | { readonly type: "auth.user"; readonly name: string; readonly userId: string }
  | {
      /** `app_label.model`; null when Django knows it no more. */
      readonly type: string | null;
      readonly name: string;
      /** The old id; empty for none. */
      readonly id: string;
      /** The group it was, if it is in the source. */
      readonly groupName?: string;
    };

/** An entry of Django's `django_admin_log`. */
export interface ImportedLogEntry {
  readonly externalId: string;
  readonly occurredAt: Date;
  readonly action: "ADD" | "CHANGE" | "DELETE";
  /** Who did it: the old id, or the username where the source names people so. */
  readonly actor: { readonly externalId: string } | { readonly username: string };
  readonly object: ImportedObject;
  /** Django's change message: JSON, or free text. */
  readonly message: string;
}

/** Where in a source something stands, for people: `line 7`, `auth.user 12`. */
export type RowPlace = string;

/** One value of a row that cannot be. */
export interface RowFault {
  readonly place: RowPlace;
  /** Name of the field or column; empty when the row as a whole is meant. */
  readonly field: string;
  readonly code: "REQUIRED" | "INVALID" | "TOO_LONG" | "NOT_FOUND";
  readonly message: string;
}

/** A row that could be read, or what is wrong with it. */
export type SourceRow<Row> = { readonly place: RowPlace; readonly row: Row } | { readonly faults: readonly RowFault[] };

/** What the users of a source refer to. It is small, and read at once. */
export interface Catalogue {
  readonly permissions: readonly ImportedPermission[];
  readonly groups: readonly ImportedGroup[];
  readonly faults: readonly RowFault[];
}

/** A system, or a file of it, that users are read from. Everything may be read several times, and gives the same each time. */
export interface ImportSource {
  readonly catalogue: Catalogue;
  /** The users, one by one. */
  users(): AsyncIterable<SourceRow<ImportedUser>>;
  /** What was done in the admin, one by one. */
  logEntries(): AsyncIterable<SourceRow<ImportedLogEntry>>;
  close(): Promise<void>;
}

/** The source cannot be read at all, or no further; the message is for the operator. */
export class ImportSourceError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ImportSourceError";
  }
}
