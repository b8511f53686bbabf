/** Looks of a picture: the sizes of the pictures of Django's admin, and what else it is taken with. */
export const TALL = { isFullPage: true };
export const DARK = { colorScheme: "dark" };
export const PHONE = { viewport: { width: 390, height: 844 } };
export const TABLET = { viewport: { width: 820, height: 1180 } };
export const WIDE = { viewport: { width: 1600, height: 900 } };
/** The part of a page that matters: its top, or a corner of it. */
export const topOf = (height, width = 1280) => ({ clip: { x: 0, y: 0, width, height } });
export const NOBODY = { as: null };

/** Addresses that many pictures share. */
export const LIST = "/auth/user/";
export const FORM = "/auth/user/{creator}/change/";

/** What is done before a picture is taken; each takes a page. */
export const press = (name) => async (page) => page.getByRole("button", { name, exact: true }).click();
export const follow = (name) => async (page) => page.getByRole("main").getByRole("link", { name, exact: true }).first().click();
export const fill = (label, value) => async (page) => page.getByLabel(label, { exact: true }).fill(value);
export const check = (label) => async (page) => page.getByLabel(label, { exact: true }).check();
export const chooseAction = (label) => async (page) => page.getByRole("main").getByRole("combobox").selectOption({ label });
export const tickRows = (count) => async (page) => {
  for (let row = 1; row <= count; row++) await page.getByRole("row").getByRole("checkbox").nth(row).check();
};
export const tickPage = async (page) => page.getByRole("columnheader").getByRole("checkbox").check();
export const awaitMessage = async (page) => page.getByRole("status").getByRole("listitem").first().waitFor();
export const awaitErrors = async (page) => page.getByRole("alert").first().waitFor();
export const scrollToEnd = async (page) => page.evaluate(() => scrollTo(0, document.body.scrollHeight));
export const scrollTo = (selector) => async (page) =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => element.scrollIntoView());

/** Several steps, one after the other. */
export const steps =
  (...all) =>
  async (page, place) => {
    for (const step of all) await step(page, place);
  };
