import { createBrowserRouter, type RouteObject } from "react-router";

import { addresses } from "./addresses.js";
import { BrokenPage, NotFoundPage } from "./frame/fault-pages.js";
import { RequireViewer } from "./frame/require-viewer.js";
import { SiteFrame } from "./frame/site-frame.js";
import { takeToken } from "./frame/take-token.js";
import { HomePage } from "./pages/home-page.js";
import { InvitationDonePage, InvitationPage } from "./pages/invitation-pages.js";
import { LogInPage } from "./pages/log-in-page.js";
import { LogOutPage } from "./pages/log-out-page.js";
import { PasswordChangeDonePage, PasswordChangePage } from "./pages/password-change-pages.js";
import { PasswordResetDonePage, PasswordResetPage } from "./pages/password-reset-pages.js";
import { ProfilePage } from "./pages/profile-page.js";
import { ResetDonePage, ResetPage } from "./pages/reset-pages.js";
import { SignUpPage } from "./pages/sign-up-page.js";
import { text } from "./text/text.js";

/** The pages at their addresses. */
export function createRouter(): ReturnType<typeof createBrowserRouter> {
  return createBrowserRouter([
    {
      element: <SiteFrame />,
      hydrateFallbackElement: <p>{text.site.loading}</p>,
      children: [{ errorElement: <BrokenPage />, children: pages }],
    },
  ]);
}

const pages: RouteObject[] = [
  { path: addresses.home, element: <HomePage /> },
  { path: addresses.logIn, element: <LogInPage /> },
  { path: addresses.logOut, element: <LogOutPage /> },
  { path: addresses.signUp, element: <SignUpPage /> },
  { path: addresses.passwordReset, element: <PasswordResetPage /> },
  { path: addresses.passwordResetDone, element: <PasswordResetDonePage /> },
  { path: addresses.resetDone, element: <ResetDonePage /> },
  { path: `${addresses.reset}:token`, loader: takeToken(addresses.reset), element: <ResetPage /> },
  { path: addresses.invitationDone, element: <InvitationDonePage /> },
  { path: `${addresses.invitation}:token`, loader: takeToken(addresses.invitation), element: <InvitationPage /> },
  {
    element: <RequireViewer />,
    children: [
      { path: addresses.passwordChange, element: <PasswordChangePage /> },
      { path: addresses.passwordChangeDone, element: <PasswordChangeDonePage /> },
      { path: addresses.profile, element: <ProfilePage /> },
    ],
  },
  { path: "*", element: <NotFoundPage /> },
];
