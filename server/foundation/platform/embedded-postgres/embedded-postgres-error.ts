/** The embedded database cannot be used. The message is one line for the operator and says what to do about it. */
export class EmbeddedPostgresError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message.replace(/\s+/g, " ").trim(), options);
    this.name = "EmbeddedPostgresError";
  }
}

/** The way out that always exists; ends the messages of faults that cannot be mended on this machine. */
export const useAnotherDatabase = "Set DATABASE_URL to a PostgreSQL 14 or newer.";

/** The system's code of a failed call, such as `EACCES`, or an empty string. Not by class: in Jest, Node's errors are of another realm. */
export function systemCode(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string" ? error.code : "";
}

/** A place that the database needs cannot be written. */
export function cannotWrite(path: string, error: unknown): EmbeddedPostgresError {
  const remedy = "make it writable, choose another GATEHOUSE_DATA_DIR, or set DATABASE_URL";
  return new EmbeddedPostgresError(`Cannot write ${path} (${systemCode(error) || String(error)}): ${remedy}.`, { cause: error });
}
