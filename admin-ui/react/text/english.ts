import { englishRequests } from "./english-requests.js";

/** What the words of a fault may mention. */
type FaultParams = Readonly<Record<string, unknown>>;

/** All words of the library in English: what embedders replace, whole or in part. */
export const english = {
  fields: {
    username: "Username",
    email: "Email address",
    usernameOrEmail: "Username or email address",
    password: "Password",
    currentPassword: "Old password",
    newPassword: "New password",
    again: "New password again",
    passwordAgain: "Password again",
    firstName: "First name",
    lastName: "Last name",
    rememberMe: "Stay logged in on this device",
    optional: "optional",
    showPassword: "Show",
    hidePassword: "Hide",
    showPasswordOf: (label: string) => `Show what is typed: ${label}`,
    capsLock: "Caps Lock is on.",
  },
  logIn: { submit: "Log in", busy: "Logging in…" },
  logOut: { submit: "Log out", busy: "Logging out…" },
  signUp: { submit: "Sign up", busy: "Signing up…", closed: "This site does not take sign-ups." },
  changePassword: { submit: "Change my password", busy: "Changing…" },
  requestPasswordReset: { submit: "Send me a link", busy: "Sending…" },
  setPassword: { submit: "Set my password", busy: "Setting…" },
  link: {
    checking: "Checking the link…",
    invalid: "This link is not valid, perhaps because it has been used already or is too old.",
  },
  profile: { submit: "Save", busy: "Saving…", saved: "Saved." },
  sessions: {
    current: "this device",
    lastSeen: (moment: string) => `last seen ${moment}`,
    from: (address: string) => `from ${address}`,
    end: "End",
    endOthers: "End all others",
    ended: "Ended.",
    unknownDevice: "Unknown device",
    on: (program: string, system: string) => `${program} on ${system}`,
  },
  /** Rules of passwords by name; others are shown in the server's words. */
  rules: {
    "not-similar-to-user": () => "Unlike your name, username and email address",
    "minimum-length": ({ minLength }) => `At least ${String(minLength)} ${minLength === 1 ? "character" : "characters"}`,
    "not-common": () => "Not one that many people use",
    "not-entirely-numeric": () => "Not only digits",
  } as Readonly<Record<string, (params: FaultParams) => string>>,
  rulesTitle: { heading: "Rules for the password:", kept: "done" },
  /**
   * By error code, or by code and field where a field needs words of its own. Others are shown in the server's words, and so are
   * those for which a function gives undefined.
   */
  faults: {
    REQUIRED: () => "This field is required.",
    DIFFERENT: () => "The two passwords are not the same.",
    INVALID_CREDENTIALS: () => "Login and password do not match. Capital and small letters may matter in both.",
    "INVALID_CREDENTIALS currentPassword": () => "This is not your old password.",
    "INVALID email": () => "This is not an email address.",
    "ALREADY_TAKEN username": () => "Somebody has this username already.",
    "ALREADY_TAKEN email": () => "There is an account with this email address already.",
    TOO_COMMON: () => "Too many people use this password.",
    ENTIRELY_NUMERIC: () => "This password has nothing but digits.",
    SIGN_UP_CLOSED: () => "This site does not take sign-ups.",
    TOKEN_INVALID: () => "This link is not valid.",
    TOKEN_EXPIRED: () => "This link is too old.",
    TOKEN_USED: () => "This link has been used already.",
  } as Readonly<Record<string, (params: FaultParams) => string | undefined>>,
  /** Other sentences of the server (docs/generated/messages.md), by their English words, which need no others here. */
  sentences: {} as Readonly<Record<string, string>>,
  requests: englishRequests,
};
