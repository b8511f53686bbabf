import { checkEmail } from "../../foundation/kernel/email-address.js";
import { atInput, type UserError } from "../../foundation/kernel/user-error.js";
import { checkUsername } from "../../modules/accounts/username.js";
import type { UsersService } from "../../modules/accounts/users.service.js";
import type { PasswordsService } from "../../modules/passwords/passwords.service.js";

/** Names that a superuser gets, normalised. */
export interface SuperuserNames {
  readonly username: string;
  /** Empty for none. */
  readonly email: string;
}

/** A superuser to be made. */
export interface NewSuperuser extends SuperuserNames {
  /** As typed; undefined for an account that no password opens. */
  readonly password: string | undefined;
}

/** What is wrong with the parts of a new superuser. All take normalised values. */
export interface SuperuserChecks {
  /** Form, and whether somebody has it. */
  readonly username: (username: string) => Promise<readonly UserError[]>;
  /** Form, and whether somebody has it; blank is fine. */
  readonly email: (email: string) => Promise<readonly UserError[]>;
  /** What no password may be: blank, too long, not storable. */
  readonly typedPassword: (password: string) => readonly UserError[];
  /** The rules for new passwords, which an operator may overrule. */
  readonly passwordRules: (password: string, names: SuperuserNames) => readonly UserError[];
}

/** Checks by the rules and the users of an installation. */
export function createSuperuserChecks({ users, passwords }: { users: UsersService; passwords: PasswordsService }): SuperuserChecks {
  const takenAt = async (field: string, names: SuperuserNames) =>
    (await users.findTaken(names)).filter((error) => error.path.at(-1) === field);
  return {
    username: async (username) => {
      const faults = atInput("username", checkUsername(username));
      return faults.length > 0 ? faults : takenAt("username", { username, email: "" });
    },
    email: async (email) => {
      if (email === "") return [];
      const faults = atInput("email", checkEmail(email));
      return faults.length > 0 ? faults : takenAt("email", { username: "", email });
    },
    typedPassword: (password) => atInput("password", passwords.checkTyped(password)),
    passwordRules: (password, names) => atInput("password", passwords.checkNew(password, names)),
  };
}
