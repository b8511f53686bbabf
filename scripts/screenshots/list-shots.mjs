import {
  awaitMessage,
  chooseAction,
  DARK,
  LIST,
  PHONE,
  press,
  scrollTo,
  scrollToEnd,
  steps,
  TABLET,
  tickPage,
  tickRows,
  topOf,
  WIDE,
} from "./steps.mjs";

const foldTwoFilters = async (page) => {
  await page.getByText("By staff status").click();
  await page.getByText("By active").click();
};
const tickRange = async (page) => {
  const boxes = page.getByRole("row").getByRole("checkbox");
  await boxes.nth(2).click();
  await boxes.nth(6).click({ modifiers: ["Shift"] });
};
/** A browser without a screen draws no open drop-down, so the choices are shown as a list. */
const showOptions = async (page) =>
  page
    .getByRole("main")
    .getByRole("combobox")
    .evaluate((select) => {
      select.size = select.options.length;
      select.style.height = "auto";
    });

/** Lists: search, sort, filters, pages, selection. */
export const LIST_SHOTS = [
  { name: "009-users-list-default", address: LIST },
  { name: "011-users-list-last-page-paginator", address: `${LIST}?p=3`, act: scrollToEnd },
  { name: "012-users-list-two-filters-applied", ...topOf(600), address: `${LIST}?is_staff__exact=1&is_active__exact=1` },
  { name: "013-users-list-filtered-show-all-link", address: `${LIST}?is_active__exact=1&is_staff__exact=0`, act: scrollToEnd },
  { name: "014-users-list-search-results", address: `${LIST}?q=son` },
  { name: "015-users-list-search-no-results", address: `${LIST}?q=nobody+at+all` },
  { name: "016-users-list-search-plus-filters-plus-sort", address: `${LIST}?q=an&is_staff__exact=1&is_active__exact=1&o=-2` },
  {
    name: "017-users-list-sorted-one-column-hover",
    ...topOf(420),
    address: `${LIST}?o=-2`,
    act: async (page) => page.getByRole("columnheader", { name: /Email address/ }).hover(),
  },
  { name: "018-users-list-sorted-three-columns-priorities", address: `${LIST}?o=-5.4.1` },
  { name: "019-users-list-facets-shown", address: `${LIST}?_facets=True` },
  { name: "020-users-list-facets-with-active-filter", address: `${LIST}?_facets=True&is_active__exact=0` },
  { name: "021-users-list-filter-blocks-collapsed", ...topOf(600), address: LIST, act: foldTwoFilters },
  { name: "022-users-list-shift-click-range-selected", address: LIST, act: tickRange },
  { name: "023-users-list-page-selected-select-all-offer", address: LIST, act: tickPage },
  { name: "024-users-list-all-pages-selected", address: LIST, act: steps(tickPage, press("Select all 253 users")) },
  {
    name: "025-users-list-warning-nothing-selected",
    ...topOf(420),
    address: LIST,
    act: steps(chooseAction("Delete selected users"), press("Go"), awaitMessage),
  },
  { name: "026-users-list-warning-no-action", address: LIST, act: steps(tickRows(2), press("Go"), awaitMessage) },
  { name: "027-users-list-action-options", address: LIST, clip: { x: 0, y: 149, width: 1280, height: 260 }, act: showOptions },
  {
    name: "060-delete-confirm-bulk",
    address: `${LIST}?q=hugo`,
    act: steps(tickRows(3), chooseAction("Delete selected users"), press("Go"), (page) =>
      page.getByRole("heading", { name: "Delete multiple objects" }).waitFor(),
    ),
  },
  { name: "064-groups-list", address: "/auth/group/" },
  { name: "068-viewer-users-list", ...topOf(420), address: LIST, as: "viewer" },
  { name: "071-editor-users-list", ...topOf(420), address: LIST, as: "editor" },
  { name: "095-dark-users-list", address: `${LIST}?is_active__exact=1&o=-5.1`, ...DARK, act: tickRows(1) },
  { name: "101-mobile-users-list", address: LIST, ...PHONE },
  { name: "102-mobile-users-list-filters-at-end", address: LIST, ...PHONE, act: scrollTo(".filter-panel") },
  { name: "106-tablet-users-list", address: LIST, ...TABLET },
  { name: "114-users-list-wide-1600", address: LIST, ...WIDE },
  {
    name: "beyond-action-with-a-choice",
    address: LIST,
    act: steps(tickRows(3), chooseAction("Add selected users to group…"), press("Go"), (page) =>
      page.getByRole("dialog").getByRole("radio").first().waitFor(),
    ),
  },
  { name: "beyond-log", address: "/admin/logentry/" },
];
