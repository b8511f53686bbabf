import { Hook } from "../../foundation/kernel/hook.js";
import type { UserEvent } from "./authentication.signals.js";

/** What is asked before somebody logs in or gets another password. */
export class AuthenticationHooks {
  /** The credentials are right; a session is about to be opened. */
  readonly beforeLogIn = new Hook<UserEvent & { readonly backend: string }>();
  /** The password is about to be changed by its owner or reset with a mailed token. */
  readonly beforePasswordChange = new Hook<UserEvent>();
}
