import { type UserError, UserErrors } from "../../foundation/kernel/user-error.js";
import { violatedConstraint } from "../../foundation/platform/database/database-errors.js";

/** The error of a username that somebody has. */
export const usernameTaken: UserError = {
  code: "ALREADY_TAKEN",
  message: "This username is taken; choose another one.",
  path: ["input", "username"],
};

/** The error of an address that somebody has. */
export const emailTaken: UserError = {
  code: "ALREADY_TAKEN",
  message: "An account with this email address exists already.",
  path: ["input", "email"],
};

/**
 * Writes a user, and lets the database decide who was first.
 *
 * @throws UserErrors `ALREADY_TAKEN`
 */
export async function orTaken<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === "users_username_key_unique") throw new UserErrors([usernameTaken]);
    if (constraint === "users_email_key_unique") throw new UserErrors([emailTaken]);
    throw error;
  }
}
