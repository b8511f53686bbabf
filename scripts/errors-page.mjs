import { table } from "./table.mjs";

/** Django's codes and what stands for each here. The others are Gatehouse's own. */
const DJANGO_CODES = [
  ["password_too_similar", "`TOO_SIMILAR`, `params.attribute`"],
  ["password_too_short", "`TOO_SHORT`, `params.minLength`"],
  ["password_too_common", "`TOO_COMMON`"],
  ["password_entirely_numeric", "`ENTIRELY_NUMERIC`"],
  ["required, blank, null", "`REQUIRED`"],
  ["invalid", "`INVALID`"],
  ["max_length", "`TOO_LONG`, `params.maxLength`"],
  ["unique", "`ALREADY_TAKEN`"],
  ["invalid_login, inactive", "`INVALID_CREDENTIALS`; the answer does not tell which"],
  ["password_incorrect", "`INVALID_CREDENTIALS` at `input.currentPassword`"],
  ["password_mismatch", "none: the form compares what was typed twice"],
];

/**
 * docs/generated/errors.md.
 * @param {{ userErrors: Record<string, string>, requestErrors: Record<string, string>, statusOf: Record<string, number> }} codes
 *   the meaning of each code, and the HTTP status of requests that are refused as a whole
 * @returns {string}
 */
export function errorsPage({ userErrors, requestErrors, statusOf }) {
  return [
    "<!-- Made by `npm run docs` from server/foundation/kernel/error-codes.ts and request-error.ts. -->",
    "",
    "# Errors",
    "",
    "What the person at the form can mend is data: `userErrors` of a payload, with HTTP status 200. Everything else is an entry",
    "of `errors`. Codes are only added within a major version; show the message when you do not know a code.",
    "",
    "## User errors",
    "",
    '`path` names the argument, such as `["input", "email"]`, and is empty for errors of the whole form. `params` holds the values that the',
    "message mentions.",
    "",
    ...table(
      ["`code`", "meaning"],
      Object.entries(userErrors).map(([code, meaning]) => [`\`${code}\``, meaning]),
    ),
    "",
    "## Request errors",
    "",
    "The code is in `extensions.code`, other facts beside it. The status is that of a request refused as a whole; a single field that is",
    "refused (`UNAUTHENTICATED`, `FORBIDDEN`) leaves it at 200, because the rest of the answer is good. `retryAfterSeconds` is sent as the",
    "`Retry-After` header too.",
    "",
    ...table(
      ["`extensions.code`", "status", "meaning"],
      Object.entries(requestErrors).map(([code, meaning]) => [`\`${code}\``, statusOf[code], meaning]),
    ),
    "",
    "## Django's codes",
    "",
    ...table(
      ["Django", "Gatehouse"],
      DJANGO_CODES.map(([django, ours]) => [django.replaceAll(/\w+/g, "`$&`"), ours]),
    ),
    "",
  ].join("\n");
}
