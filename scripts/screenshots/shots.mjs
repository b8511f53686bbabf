const TALL = { isFullPage: true };
const DARK = { colorScheme: "dark" };
const PHONE = { viewport: { width: 390, height: 844 } };
const TABLET = { viewport: { width: 820, height: 1180 } };
const NOBODY = { as: null };

const press = (name) => async (page) => page.getByRole("button", { name, exact: true }).click();
const logIn = (username, password) => async (page) => {
  await page.getByLabel("Username:").fill(username);
  await page.getByLabel("Password:").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("alert").getByRole("paragraph").waitFor();
};

/**
 * What is taken, under the names of the pictures of Django's admin where there is such a picture. An address may hold `{username}`,
 * which stands for the id of that user, or `{group:name}`.
 * @type {{ name: string, address: string, as?: string | null, isFullPage?: boolean, colorScheme?: string,
 *   viewport?: { width: number, height: number }, act?: (page: import("playwright-core").Page) => Promise<unknown> }[]}
 */
export const SHOTS = [
  { name: "001-login-empty", address: "/login/", ...NOBODY },
  { name: "002-login-wrong-credentials", address: "/login/", ...NOBODY, act: logIn("admin", "wrong") },
  { name: "005-login-signed-in-but-not-staff", address: "/", as: "nostaff" },
  { name: "006-dashboard-recent-actions", address: "/" },
  { name: "008-dashboard-no-permissions", address: "/", as: "noperms" },
  { name: "009-users-list-default", address: "/auth/user/" },
  { name: "016-users-list-search-plus-filters-plus-sort", address: "/auth/user/?q=an&is_active__exact=1&o=-5.4.1" },
  { name: "019-users-list-facets-shown", address: "/auth/user/?_facets=True" },
  {
    name: "023-users-list-page-selected-select-all-offer",
    address: "/auth/user/",
    act: async (page) => page.getByRole("columnheader").getByRole("checkbox").check(),
  },
  { name: "028-add-user-empty", address: "/auth/user/add/" },
  {
    name: "030-add-user-errors-invalid-name-weak-password",
    address: "/auth/user/add/",
    act: async (page) => {
      await page.getByLabel("Username:").fill("not allowed!");
      await page.getByLabel("Password:", { exact: true }).fill("12345");
      await page.getByLabel("Password confirmation:").fill("12345");
      await press("Save")(page);
      await page.getByRole("alert").first().waitFor();
    },
  },
  { name: "034-change-user-full-page", address: "/auth/user/{creator}/change/", ...TALL },
  {
    name: "040-change-user-calendar-open",
    address: "/auth/user/{creator}/change/",
    act: async (page) => page.getByRole("button", { name: "Choose a date for Date joined" }).click(),
  },
  { name: "051-set-password", address: "/auth/user/{creator}/password/" },
  { name: "057-delete-confirm-with-related-objects", address: "/auth/user/{creator}/delete/" },
  { name: "062-history", address: "/auth/user/{ben.lee}/history/" },
  { name: "064-groups-list", address: "/auth/group/" },
  { name: "065-group-change-form", address: "/auth/group/{group:Auditors}/change/", ...TALL },
  { name: "069-viewer-user-page", address: "/auth/user/{admin}/change/", as: "viewer", ...TALL },
  { name: "070-permission-denied-403", address: "/auth/user/", as: "noperms" },
  { name: "077-not-found-404", address: "/nowhere/" },
  { name: "080-own-password-change", address: "/password_change/" },
  { name: "083-logged-out", address: "/logout/", ...NOBODY },
  { name: "094-dark-dashboard", address: "/", ...DARK },
  { name: "095-dark-users-list", address: "/auth/user/", ...DARK },
  { name: "096-dark-change-user-full-page", address: "/auth/user/{creator}/change/", ...DARK, ...TALL },
  { name: "099-mobile-login", address: "/login/", ...NOBODY, ...PHONE },
  { name: "100-mobile-dashboard-full-page", address: "/", ...PHONE, ...TALL },
  { name: "101-mobile-users-list", address: "/auth/user/", ...PHONE },
  { name: "104-mobile-change-user-full-page", address: "/auth/user/{creator}/change/", ...PHONE, ...TALL },
  { name: "106-tablet-users-list", address: "/auth/user/", ...TABLET },
  { name: "beyond-log", address: "/admin/logentry/" },
  { name: "beyond-set-up", address: "/set-up/a-token/", ...NOBODY },
];
