/** Where the pages are: Django's addresses. */
export const addresses = {
  home: "/",
  logIn: "/accounts/login/",
  logOut: "/accounts/logout/",
  signUp: "/accounts/signup/",
  passwordChange: "/accounts/password_change/",
  passwordChangeDone: "/accounts/password_change/done/",
  passwordReset: "/accounts/password_reset/",
  passwordResetDone: "/accounts/password_reset/done/",
  reset: "/accounts/reset/",
  resetDone: "/accounts/reset/done/",
  invitation: "/accounts/invitation/",
  invitationDone: "/accounts/invitation/done/",
  profile: "/accounts/profile/",
  /** Another program: it is left to the browser. */
  admin: "/admin/",
} as const;

/** The log-in page that leads back to an address. */
export function logInAddress(next: string): string {
  return `${addresses.logIn}?${new URLSearchParams({ next }).toString()}`;
}
