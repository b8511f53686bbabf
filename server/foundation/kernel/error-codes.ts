/**
 * Every code a user error can carry. The list only grows within a major version: clients must treat an unknown code as
 * "something about this field is wrong" and show the message.
 */
export const authErrorCodes = {
  REQUIRED: "A value is needed.",
  INVALID: "The value is not well formed.",
  TOO_SHORT: "The value is shorter than allowed; `params` tell the limit.",
  TOO_LONG: "The value is longer than allowed; `params` tell the limit.",
  TOO_COMMON: "The password is on the list of common passwords.",
  TOO_SIMILAR: "The password resembles another attribute of the user; `params.attribute` names it.",
  ENTIRELY_NUMERIC: "The password consists of digits only.",
  ALREADY_TAKEN: "Another account has this value already.",
  INVALID_CREDENTIALS: "Identifier and password do not match an account that may log in.",
  SIGN_UP_CLOSED: "This server does not accept sign-ups.",
  TOKEN_INVALID: "The token is unknown, or made for something else.",
  TOKEN_EXPIRED: "The token was good once, but its time is over.",
  TOKEN_USED: "The token has been used already.",
  NOT_FOUND: "There is no such object, or the caller may not see it.",
  OUT_OF_SCOPE: "The caller has the permission, but not over this user or object, or not for a right they do not hold themselves.",
  SELF_ACTION_FORBIDDEN: "The caller may do this to others, but not to their own account.",
  LAST_ADMINISTRATOR: "Nobody else is an active superuser, and one must be left.",
  CONFLICT: "This is not what the caller saw: somebody has changed it since; `params` tell who, when and which version, or how many.",
} as const;

/** A code of {@link authErrorCodes}. */
export type AuthErrorCode = keyof typeof authErrorCodes;
