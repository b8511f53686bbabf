import { awaitMessage, check, chooseAction, fill, follow, FORM, LIST, NOBODY, press, steps, tickRows, topOf } from "./steps.mjs";

const addUser = (username, button) =>
  steps(
    fill("Username:", username),
    fill("Password:", "violet-otter-42"),
    fill("Password confirmation:", "violet-otter-42"),
    press(button),
    awaitMessage,
  );

/** Somebody else saves the same user between opening and saving. */
const saveOver = steps(
  async (page, { database }) => {
    await page.getByLabel("First name:").fill("Coretta");
    await database.execute("UPDATE users SET first_name = 'Coralie', version = version + 1 WHERE username = 'creator'");
  },
  press("Save"),
  async (page) => page.getByRole("heading", { name: "Somebody else saved first" }).waitFor(),
);

const actAs = async (page) => {
  await press("Log in as this user")(page);
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason, kept in the log:").fill("They asked for help");
  await dialog.getByRole("button", { name: "Log in as this user" }).click();
  await page.getByRole("complementary", { name: "Acting as somebody else" }).waitFor();
};

/** Links are good only as long as there is no superuser: this one is said to be. */
const openSetUpLink = async (page, { url }) => {
  await page.route("**/graphql", async (route) =>
    route.request().postData()?.includes("SetUpLink") ? route.fulfill({ json: { data: { link: { valid: true } } } }) : route.continue(),
  );
  await page.goto(`${url}/admin/set-up/a-token/`);
};

/** What is told after a change; and pages that need one. */
export const CHANGE_SHOTS = [
  { name: "beyond-sessions", address: "/auth/user/{viewer}/sessions/" },
  { name: "beyond-conflict", address: FORM, act: saveOver },
  { name: "beyond-impersonation", address: "/auth/user/{viewer}/change/", act: actAs },
  { name: "beyond-set-up", address: "/set-up/", act: openSetUpLink, ...NOBODY },
  {
    name: "048-saved-message-on-list-filters-kept",
    address: `${LIST}?is_active__exact=1&q=ana`,
    act: steps(follow("ana.jones"), fill("First name:", "Anabel"), press("Save"), awaitMessage),
  },
  {
    name: "049-save-and-continue-message",
    ...topOf(420),
    address: "/auth/user/{ana.jones}/change/",
    act: steps(fill("First name:", "Ana"), press("Save and continue editing"), awaitMessage),
  },
  { name: "032-add-user-saved-lands-on-change-form", address: "/auth/user/add/", act: addUser("new.person", "Save") },
  { name: "110-add-another-message", ...topOf(420), address: "/auth/user/add/", act: addUser("other.person", "Save and add another") },
  {
    name: "055-set-password-success",
    address: "/auth/user/{ana.jones}/password/",
    act: steps(
      fill("Password:", "violet-otter-42"),
      fill("Password confirmation:", "violet-otter-42"),
      press("Change password"),
      awaitMessage,
    ),
  },
  {
    name: "109-password-login-disabled-message",
    ...topOf(420),
    address: "/auth/user/{ana.jones}/password/",
    act: steps(check("Disabled"), press("Disable password-based authentication"), awaitMessage),
  },
  {
    name: "061-deleted-message",
    ...topOf(420),
    address: "/auth/user/{other.person}/delete/",
    act: steps(press("Yes, I’m sure"), awaitMessage),
  },
  {
    name: "111-bulk-deleted-message",
    ...topOf(420),
    address: `${LIST}?q=hugo`,
    act: steps(tickRows(3), chooseAction("Delete selected users"), press("Go"), press("Yes, I’m sure"), awaitMessage),
  },
  { name: "beyond-bulk-progress", ...topOf(420), address: LIST, act: showProgress },
];

/** A change of very many users is half done. As no server works on it, it stays so: this is the last picture. */
async function showProgress(page, { database }) {
  await database.execute(
    `INSERT INTO bulk_changes (id, kind, parameters, actor_id, actor_name, source, state, total, done, started_at)
     SELECT gen_random_uuid(), 'DEACTIVATE_USERS', '{}', id, username, '{}', 'RUNNING', 25300, 11400, now() FROM users WHERE username = 'admin'`,
  );
  await page.reload();
  await page.getByRole("progressbar").waitFor();
}
