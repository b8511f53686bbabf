import { type UserError, UserErrors } from "gatehouse-identity";

import { isEmployeeName } from "./directory-backend.js";

const domain = "example.com";

/**
 * Says who may sign up: only people with an address of our own domain, and under no name that belongs to the directory.
 *
 * @throws UserErrors, which the client gets as `userErrors` at the field they belong to
 */
export function checkSignUp({ username, email }: { readonly username: string; readonly email: string }): void {
  const errors: UserError[] = [];
  if (!email.toLowerCase().endsWith(`@${domain}`)) {
    errors.push({ code: "INVALID", message: `Sign up with your address at ${domain}.`, path: ["input", "email"], params: { domain } });
  }
  if (isEmployeeName(username)) {
    errors.push({ code: "ALREADY_TAKEN", message: "This name is kept for employees; choose another one.", path: ["input", "username"] });
  }
  if (errors.length > 0) throw new UserErrors(errors);
}
