import { awaitErrors, DARK, fill, NOBODY, PHONE, press, steps, TALL, topOf } from "./steps.mjs";

const logIn = (username, password) =>
  steps(fill("Username:", username), fill("Password:", password), press("Log in"), async (page) =>
    page.getByRole("alert").getByRole("paragraph").waitFor(),
  );
const filterSidebar = (typed) => fill("Filter navigation items", typed);
const themeButton = (page) => page.getByRole("button", { name: /Toggle theme/ });

const THEME_CORNER = { clip: { x: 700, y: 0, width: 580, height: 130 } };

/** The door, the dashboard, the frame of all pages, and faults. */
export const FRAME_SHOTS = [
  { name: "001-login-empty", address: "/login/", ...NOBODY },
  { name: "002-login-wrong-credentials", address: "/login/", ...NOBODY, act: logIn("admin", "wrong") },
  { name: "003-login-non-staff-error", address: "/login/", ...NOBODY, act: logIn("nostaff", "brave-Tulip-river-42") },
  { name: "005-login-signed-in-but-not-staff", address: "/", as: "nostaff" },
  { name: "006-dashboard-recent-actions", address: "/" },
  { name: "007-app-index-auth", address: "/auth/" },
  { name: "008-dashboard-no-permissions", address: "/", as: "noperms" },
  { name: "067-viewer-dashboard", address: "/", as: "viewer" },
  { name: "070-permission-denied-403", ...topOf(300), address: "/auth/user/", as: "noperms" },
  { name: "074-nav-sidebar-filter-match", ...topOf(420, 640), address: "/auth/group/", act: filterSidebar("us") },
  { name: "075-nav-sidebar-filter-no-match", ...topOf(420, 640), address: "/auth/group/", act: filterSidebar("zz") },
  { name: "076-nav-sidebar-collapsed", address: "/auth/group/", act: press("Toggle navigation") },
  { name: "077-not-found-404", ...topOf(300), address: "/nowhere/" },
  { name: "078-missing-object-redirect-warning", address: "/auth/user/VXNlcjowMTlhMDAwMC0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA/change/" },
  { name: "079-skip-link-focused", ...topOf(260, 640), address: "/auth/group/", act: async (page) => page.keyboard.press("Tab") },
  { name: "080-own-password-change", address: "/password_change/" },
  {
    name: "081-own-password-change-errors",
    address: "/password_change/",
    act: steps(
      fill("Old password:", "not mine"),
      fill("New password:", "password"),
      fill("New password confirmation:", "password"),
      press("Change my password"),
      awaitErrors,
    ),
  },
  { name: "082-own-password-change-done", address: "/password_change/done/" },
  { name: "083-logged-out", ...topOf(400), address: "/logout/", ...NOBODY },
  { name: "093-dark-login", address: "/login/", ...NOBODY, ...DARK },
  { name: "094-dark-dashboard", address: "/", ...DARK },
  { name: "099-mobile-login", address: "/login/", ...NOBODY, ...PHONE },
  { name: "100-mobile-dashboard-full-page", address: "/", ...PHONE, ...TALL },
  { name: "112-theme-toggle-forced-dark-icon", ...THEME_CORNER, address: "/", act: async (page) => themeButton(page).click() },
  {
    name: "113-theme-toggle-forced-light-icon",
    ...THEME_CORNER,
    address: "/",
    act: async (page) => {
      await themeButton(page).click();
      await themeButton(page).click();
    },
  },
];
