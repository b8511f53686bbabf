import { awaitErrors, check, DARK, fill, FORM, PHONE, press, scrollTo, scrollToEnd, steps, TABLET, TALL, topOf } from "./steps.mjs";

const ADD = "/auth/user/add/";
const PASSWORD = "/auth/user/{creator}/password/";
const DELETE = "/auth/user/{creator}/delete/";

const add = (username, password, again = password) =>
  steps(fill("Username:", username), fill("Password:", password), fill("Password confirmation:", again), press("Save"), awaitErrors);
const setPassword = (password) => steps(fill("Password:", password), fill("Password confirmation:", password));
const openCalendar = press("Choose a date for Date joined");
const makeFaults = steps(fill("Username:", ""), fill("Email address:", "not an address"), async (page) => {
  const joined = page.getByRole("group", { name: /Date joined/ });
  await joined.getByLabel("Date:").fill("20-11");
  await joined.getByLabel("Time:").fill("late");
  await press("Save")(page);
  await awaitErrors(page);
});

/** Forms: adding, changing, passwords, deletion, history, groups. */
export const FORM_SHOTS = [
  { name: "028-add-user-empty", address: ADD },
  { name: "029-add-user-errors-duplicate-and-mismatch", address: ADD, act: add("ADMIN", "violet-otter-42", "violet-otter-43") },
  { name: "030-add-user-errors-invalid-name-weak-password", address: ADD, act: add("bad name!", "12345") },
  { name: "031-add-user-password-login-disabled", address: ADD, act: check("Disabled") },
  { name: "034-change-user-full-page", address: FORM, ...TALL },
  {
    name: "036-change-user-available-filter-typed",
    address: FORM,
    act: steps(fill("Filter the available user permissions", "can log"), scrollTo("#id_permissions"), async (page) =>
      page.keyboard.press("ArrowDown"),
    ),
  },
  {
    name: "037-change-user-chosen-filter-hidden-warning",
    address: FORM,
    act: steps(fill("Filter the chosen user permissions", "add"), scrollTo("#id_permissions")),
  },
  { name: "038-change-user-choose-all-groups", address: FORM, act: steps(press("Choose all groups"), scrollTo("#id_groupIds")) },
  { name: "040-change-user-calendar-open", address: FORM, act: openCalendar },
  { name: "041-change-user-clock-open", address: FORM, act: press("Choose a time for Date joined") },
  { name: "043-change-user-timezone-note", address: FORM, timezoneId: "Europe/Berlin", act: scrollToEnd },
  { name: "045-change-user-validation-errors-full-page", address: FORM, ...TALL, act: makeFaults },
  { name: "046-change-user-no-password-set", ...topOf(420), address: "/auth/user/{aisha.andersson}/change/" },
  { name: "051-set-password", address: PASSWORD },
  { name: "052-set-password-errors", address: PASSWORD, act: steps(setPassword("creator1"), press("Change password"), awaitErrors) },
  { name: "053-set-password-disable-choice", address: PASSWORD, act: check("Disabled") },
  { name: "054-set-password-for-user-without-one", address: "/auth/user/{aisha.andersson}/password/" },
  { name: "057-delete-confirm-with-related-objects", address: DELETE },
  { name: "058-delete-blocked-by-protected-objects", address: "/auth/user/{admin}/delete/" },
  { name: "062-history", address: "/auth/user/{ben.lee}/history/" },
  { name: "063-history-empty", address: "/auth/user/{creator}/history/" },
  { name: "065-group-change-form", address: "/auth/group/{group:Auditors}/change/", ...TALL },
  { name: "066-group-add-with-error", address: "/auth/group/add/", act: steps(press("Save"), awaitErrors) },
  { name: "069-viewer-user-page", address: FORM, as: "viewer", ...TALL },
  { name: "072-editor-change-user-full-page", address: FORM, as: "editor", ...TALL },
  { name: "096-dark-change-user-full-page", address: FORM, ...DARK, ...TALL },
  { name: "097-dark-change-user-errors", address: FORM, ...DARK, act: makeFaults },
  { name: "098-dark-delete-confirm", address: DELETE, ...DARK },
  { name: "104-mobile-change-user-full-page", address: FORM, ...PHONE, ...TALL },
  { name: "105-mobile-calendar-modal", address: FORM, ...PHONE, act: openCalendar },
  { name: "107-tablet-change-user", address: FORM, ...TABLET, act: scrollTo("#id_isSuperuser") },
  {
    name: "108-popup-add-group",
    address: FORM,
    act: steps(press("Add another group"), async (page) => page.getByRole("dialog").getByLabel("Name:").waitFor()),
  },
  {
    name: "beyond-effective-permissions",
    address: FORM,
    act: steps(
      (page) => page.getByText("Effective permissions").click(),
      (page) => page.getByRole("columnheader", { name: "Why" }).waitFor(),
      scrollToEnd,
    ),
  },
  { name: "beyond-holders-of-a-permission", address: "/auth/permission/auth.view_user/holders/" },
  {
    name: "beyond-leaving-with-edits",
    address: FORM,
    act: steps(fill("First name:", "Corinna"), async (page) =>
      page
        .getByRole("banner")
        .getByRole("link", { name: /administration/ })
        .click(),
    ),
  },
];
