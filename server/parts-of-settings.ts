import type { Database } from "./foundation/platform/database/database.js";
import { createConsoleMailTransport } from "./foundation/platform/mail/console-mail-transport.js";
import type { MailTransport } from "./foundation/platform/mail/mail-transport.js";
import { createSmtpMailTransport } from "./foundation/platform/mail/smtp-mail-transport.js";
import type { Settings } from "./foundation/platform/settings/load-settings.js";
import { LockoutService } from "./modules/throttling/lockout.service.js";
import type { HasherSource } from "./modules/passwords/hashing/hashing-task.js";
import type { HashingPool, HashingPoolOptions } from "./modules/passwords/hashing/hashing-pool.js";
import { PasswordsService } from "./modules/passwords/passwords.service.js";
import { CommonPasswordValidator } from "./modules/passwords/validators/common-password.validator.js";
import { MinimumLengthValidator } from "./modules/passwords/validators/minimum-length.validator.js";
import { NumericPasswordValidator } from "./modules/passwords/validators/numeric-password.validator.js";
import { UserAttributeSimilarityValidator } from "./modules/passwords/validators/user-attribute-similarity.validator.js";
import type { SiteRules } from "./modules/registration/auth-config.resolver.js";
import { type SignUpField, type SignUpRules } from "./modules/registration/sign-up.service.js";
import { ThrottlingService } from "./modules/throttling/throttling.service.js";
import type { SessionLifetimes } from "./modules/sessions/sessions.service.js";

/** How passwords are hashed by one of the worker processes; what is replaced beats the settings. */
export function hashingOptions(
  settings: Settings,
  { passwordHashers, hashingThreadFile }: { readonly passwordHashers?: readonly HasherSource[]; readonly hashingThreadFile?: URL },
): HashingPoolOptions {
  return {
    hashers: passwordHashers ?? settings.passwordHashers,
    bcryptCost: settings.bcryptCost,
    threads: Math.max(1, Math.floor(settings.hashWorkers / settings.workers)),
    queue: Math.ceil(settings.hashQueue / settings.workers),
    ...(hashingThreadFile && { threadFile: hashingThreadFile }),
  };
}

/** How long sessions last. */
export function sessionLifetimes({
  sessionIdleSeconds: idleSeconds,
  sessionLifetimeSeconds: lifetimeSeconds,
  impersonationSeconds,
}: Settings): SessionLifetimes & { readonly impersonationSeconds: number } {
  return { idleSeconds, lifetimeSeconds, impersonationSeconds };
}

/** Passwords with the rules for new ones. */
export function createPasswords({ passwordMinLength }: Settings, pool: HashingPool): PasswordsService {
  return new PasswordsService(pool, [
    new UserAttributeSimilarityValidator(),
    new MinimumLengthValidator({ minLength: passwordMinLength }),
    new CommonPasswordValidator(),
    new NumericPasswordValidator(),
  ]);
}

/** What stops guessing at one account. */
export function createLockouts(settings: Settings, database: Database): LockoutService {
  return new LockoutService(database, {
    freeFailures: settings.lockoutFreeFailures,
    firstDelaySeconds: settings.lockoutFirstDelaySeconds,
    longestDelaySeconds: settings.lockoutLongestDelaySeconds,
    maxFailures: settings.lockoutMaxFailures,
  });
}

/** By SMTP where there is a server, else to the terminal. */
export function createMailTransport({ smtpUrl, mailFrom }: Settings): MailTransport {
  if (smtpUrl !== undefined) return createSmtpMailTransport(smtpUrl, mailFrom);
  return createConsoleMailTransport(mailFrom, (text) => process.stdout.write(text));
}

/** What limits attempts. */
export function createThrottling(settings: Settings, database: Database): ThrottlingService {
  const rates = {
    logIn: settings.throttleLogIn,
    logInFailed: settings.throttleLogInFailed,
    signUp: settings.throttleSignUp,
    changePassword: settings.throttleChangePassword,
    requestPasswordReset: settings.throttleRequestPasswordReset,
    confirmPasswordReset: settings.throttleConfirmPasswordReset,
  };
  return new ThrottlingService(database, rates, settings.throttlePerAddress);
}

/** What the sign-up form asks. */
export function signUpRulesOf({ signUpOpen, signUpFields }: Settings): SignUpRules {
  return { isOpen: signUpOpen, fields: signUpFields.map(toSignUpField) };
}

/** `email*` is a required `email`. */
function toSignUpField(text: `${SignUpField}${"" | "*"}`): SignUpRules["fields"][number] {
  return { name: text.replace("*", "") as SignUpField, isRequired: text.endsWith("*") };
}

/** How the site presents itself, and where it sends people. */
export function siteRulesOf({ siteName, logo, baseUrl, allowedOrigins, logInRedirectUrl }: Settings): SiteRules {
  return {
    siteName,
    logoUrl: logo === undefined ? null : "/accounts/logo",
    next: { baseUrl, allowedOrigins, fallback: logInRedirectUrl },
  };
}
