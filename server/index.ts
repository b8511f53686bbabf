import type { Replacements } from "./composition.js";
import { loadSettings, type Environment, readEnvironment } from "./foundation/platform/settings/load-settings.js";
import { type Gatehouse, openGatehouse } from "./gatehouse.js";

/** How Gatehouse is to run inside your process. */
export interface GatehouseOptions extends Replacements {
  /** Settings by name, as in docs/generated/settings.md; the environment and `.env` when absent. */
  readonly environment?: Environment;
  /** Gets one line about anything unusual at the start. */
  readonly tell?: (line: string) => void;
}

/**
 * Runs Gatehouse inside your own Node process: connects to its database (starting the embedded one if none is named), migrates,
 * and gives a listener to mount.
 *
 * @throws SettingsError with one line per fault
 */
export async function createGatehouse({ environment, tell = () => undefined, ...replacements }: GatehouseOptions = {}): Promise<Gatehouse> {
  return openGatehouse(loadSettings(environment ?? readEnvironment()), tell, replacements);
}

export type { Hooks, Replacements, Signals } from "./composition.js";
export type { Actor } from "./foundation/kernel/actor.js";
export type { DefaultAction, ExtraPermission, ProtectedModel } from "./foundation/kernel/protected-model.js";
export type { RequestSource } from "./foundation/kernel/request-source.js";
export { RequestError } from "./foundation/kernel/request-error.js";
export { type Fault, type UserError, UserErrors } from "./foundation/kernel/user-error.js";
export type { MailMessage, MailTransport } from "./foundation/platform/mail/mail-transport.js";
export { SettingsError } from "./foundation/platform/settings/load-settings.js";
export type { Gatehouse } from "./gatehouse.js";
export type { Newcomer, UserProvisioning } from "./modules/accounts/user-provisioning.js";
export type { ObjectPermissionHolder, ObjectPermissionSource, ObjectQuestion } from "./modules/accounts/object-permissions.js";
export type { UserRecord } from "./modules/accounts/user-record.js";
export {
  type Authenticated,
  type AuthenticationAttempt,
  type AuthenticationBackend,
  AuthenticationRefused,
  type Credentials,
} from "./modules/authentication/authentication-backend.js";
export { type Guard, refuseImpersonators, requireLogin, requirePermission, type Visitor } from "./visitor.js";
