import { checkEmail, normalizeEmail } from "../../foundation/kernel/email-address.js";
import { atInput, type UserError } from "../../foundation/kernel/user-error.js";
import { checkPersonName, normalizePersonName } from "./person-name.js";
import { checkUsername, normalizeUsername } from "./username.js";

/** What is known of a person by name and address. */
export interface PersonFields {
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** The same as typed; null and absent parts stay as they are. */
export type TypedPerson = { readonly [Field in keyof PersonFields]?: string | null | undefined };

/**
 * Normalises what somebody typed about a person, over what is known already, and says what is wrong with it. Only what was typed
 * is judged: a name from elsewhere that our rules would refuse does not stand in the way of a new address.
 */
export function readPerson(typed: TypedPerson, known: PersonFields): { person: PersonFields; errors: UserError[] } {
  const person = {
    username: typed.username == null ? known.username : normalizeUsername(typed.username),
    email: typed.email == null ? known.email : normalizeEmail(typed.email),
    firstName: typed.firstName == null ? known.firstName : normalizePersonName(typed.firstName),
    lastName: typed.lastName == null ? known.lastName : normalizePersonName(typed.lastName),
  };
  const errors = [
    ...atInput("username", person.username === known.username && person.username !== "" ? [] : checkUsername(person.username)),
    ...atInput("email", person.email === known.email || person.email === "" ? [] : checkEmail(person.email)),
    ...atInput("firstName", person.firstName === known.firstName ? [] : checkPersonName(person.firstName)),
    ...atInput("lastName", person.lastName === known.lastName ? [] : checkPersonName(person.lastName)),
  ];
  return { person, errors };
}
