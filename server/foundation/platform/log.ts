import { type DestinationStream, pino, type Logger } from "pino";

/** Structured log: one JSON object a line, so control characters in a value cannot start a line of their own. */
export type Log = Logger;

/** Levels a log can be set to, quiet to talkative. */
export const logLevels = ["silent", "fatal", "error", "warn", "info", "debug"] as const;

/** A level of {@link logLevels}. */
export type LogLevel = (typeof logLevels)[number];

/** Names under which no part of the server writes anything; should one do so by mistake, the value stays out. */
const secretNames = ["password", "token", "secret", "authorization", "cookie", "setCookie", "credentials", "metricsToken", "secretKeys"];

/**
 * Opens the log on standard error; standard output is for people (start-up lines, printed mails).
 *
 * @param destination gets the lines instead, for tests
 */
export function createLog(level: LogLevel, destination: DestinationStream = pino.destination(2)): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError },
      redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`]), censor: "(hidden)" },
    },
    destination,
  );
}

/**
 * What the log tells of an error. Listed field by field: errors of the database driver also carry `detail`, `query` and
 * `parameters`, where values that people typed would stand.
 */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code } = error as { code?: unknown };
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const message = isDatabaseError(error) ? "(database error)" : error.message;
  return { type: error.name, ...(typeof code === "string" && { code }), message, stack: frames.slice(0, 12).join("\n") };
}

function isDatabaseError(error: Error): boolean {
  return "driverError" in error || "severity" in error;
}
