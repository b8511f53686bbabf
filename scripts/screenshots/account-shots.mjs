const NOBODY = { as: null };
const SOMEBODY = { as: "amara.brown" };

const press = (name) => async (page) => page.getByRole("button", { name, exact: true }).click();
const awaitFault = async (page) => page.locator(".gatehouse-note").first().waitFor();

const logInWrongly = async (page) => {
  await page.getByLabel("Username or email address").fill("somebody");
  await page.getByLabel("Password", { exact: true }).fill("guess");
  await press("Log in")(page);
  await awaitFault(page);
};

const choosePassword = async (page) => {
  await page.getByLabel("Old password").fill("brave-Tulip-river-42");
  await page.getByLabel("New password", { exact: true }).fill("12345678");
  await page.getByLabel("New password again").fill("12345678");
  await press("Change my password")(page);
  await page.getByRole("listitem").filter({ hasText: "nothing but digits" }).waitFor();
};

/** The earlier pictures have left sessions. */
const endOtherSessions = async (page) => {
  const button = page.getByRole("button", { name: "End all others" });
  if (await button.isVisible()) await button.click();
  await button.waitFor({ state: "hidden" });
};

/** Opens a link that nobody was mailed, and has it taken for a good one. */
const openLink = (path) => async (page) => {
  await page.route("**/graphql", async (route) => {
    const response = await route.fetch();
    const answer = await response.json();
    if (answer.data?.link) answer.data.link = { ...answer.data.link, valid: true, username: "amara.brown" };
    await route.fulfill({ response, json: answer });
  });
  await page.goto(new URL(path, page.url()).href);
  await page.getByLabel("New password", { exact: true }).waitFor();
};

const PAGES = [
  { name: "home", address: "/", ...NOBODY },
  { name: "home-logged-in", address: "/", ...SOMEBODY },
  { name: "log-in", address: "/accounts/login/", ...NOBODY },
  { name: "log-in-refused", address: "/accounts/login/", act: logInWrongly, ...NOBODY },
  { name: "log-in-logged-in", address: "/accounts/login/", ...SOMEBODY },
  { name: "log-out", address: "/accounts/logout/", ...SOMEBODY },
  { name: "logged-out", address: "/accounts/logout/", ...NOBODY },
  { name: "sign-up", address: "/accounts/signup/", ...NOBODY },
  { name: "sign-up-faults", address: "/accounts/signup/", act: press("Sign up"), ...NOBODY },
  { name: "password-change", address: "/accounts/password_change/", ...SOMEBODY },
  { name: "password-change-refused", address: "/accounts/password_change/", act: choosePassword, ...SOMEBODY },
  { name: "password-change-done", address: "/accounts/password_change/done/", ...SOMEBODY },
  { name: "password-reset", address: "/accounts/password_reset/", ...NOBODY },
  { name: "password-reset-done", address: "/accounts/password_reset/done/", ...NOBODY },
  { name: "reset", address: "/", act: openLink("/accounts/reset/token/"), ...NOBODY },
  { name: "reset-invalid", address: "/accounts/reset/token/", act: awaitFault, ...NOBODY },
  { name: "reset-loaded-again", address: "/accounts/reset/set-password/", ...NOBODY },
  { name: "reset-done", address: "/accounts/reset/done/", ...NOBODY },
  { name: "invitation", address: "/", act: openLink("/accounts/invitation/token/"), ...NOBODY },
  { name: "invitation-done", address: "/accounts/invitation/done/", ...NOBODY },
  { name: "profile", address: "/accounts/profile/", act: endOtherSessions, ...SOMEBODY },
  { name: "not-found", address: "/accounts/nowhere/", ...NOBODY },
];

/** The account pages, each in both themes; and some on a phone. As `SHOTS`, with the root that addresses begin with. */
export const ACCOUNT_SHOTS = [
  ...PAGES.flatMap((page) =>
    ["light", "dark"].map((colorScheme) => ({
      ...page,
      name: `accounts/${page.name}-${colorScheme}`,
      colorScheme,
      viewport: { width: 800, height: 700 },
      isFullPage: true,
    })),
  ),
  ...PAGES.filter(({ name }) => ["log-in", "sign-up", "profile"].includes(name)).map((page) => ({
    ...page,
    name: `accounts/${page.name}-phone`,
    viewport: { width: 390, height: 844 },
    isFullPage: true,
  })),
].map((shot) => ({ ...shot, root: "" }));
