/** PostgreSQL's code of an error, through TypeORM's wrapper or not; undefined when the error is none of PostgreSQL's. */
function codeOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const { code, driverError } = error as { code?: unknown; driverError?: unknown };
  if (driverError !== undefined) return codeOf(driverError);
  return typeof code === "string" ? code : undefined;
}

/** Deadlock or serialisation failure: the same work, run again, may succeed. */
export function isRetryable(error: unknown): boolean {
  const code = codeOf(error);
  return code === "40001" || code === "40P01";
}

/** A statement ran into its limit of time. */
export function isStatementTooLong(error: unknown): boolean {
  return codeOf(error) === "57014";
}

/** A pooler that lets in no other parameters than those it knows has refused a connection. */
export function isStartupParameterRefused(error: unknown): boolean {
  return codeOf(error) === "08P01" && error instanceof Error && error.message.includes("startup parameter");
}

/** A value is of the right type and means nothing, such as the name of a time zone that there is not. */
export function isInvalidParameter(error: unknown): boolean {
  return codeOf(error) === "22023";
}

/**
 * Name of the unique constraint that a write violated, or undefined for any other error. The constraint decides who was first;
 * asking before writing only serves a better message.
 */
export function violatedConstraint(error: unknown): string | undefined {
  if (codeOf(error) !== "23505") return undefined;
  const { constraint, driverError } = error as { constraint?: string; driverError?: { constraint?: string } };
  return driverError?.constraint ?? constraint;
}

const connectionCodes = new Set(["ECONNREFUSED", "ECONNRESET", "ENOENT", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENOTFOUND"]);

/**
 * The database cannot be reached, is starting or stopping, has no connection left, or took too long: the request may be
 * repeated later. (Classes 08, 53 and 57 of PostgreSQL's error codes, and the errors of driver and TypeORM, which carry no code:
 * TypeORM releases the query runner of a transaction whose connection breaks.)
 */
export function isUnavailable(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== undefined) return connectionCodes.has(code) || /^(08|53|57)/.test(code) || code === "55P03" || code === "25P03";
  return (
    error instanceof Error &&
    /Connection terminated|Query read timeout|timeout exceeded when trying to connect|Client has encountered a connection error|Driver not Connected|Query runner already released/i.test(
      error.message,
    )
  );
}
