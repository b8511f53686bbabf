import { describe, expect, test } from "@jest/globals";

import { datePresets, readTime } from "./date-presets.js";
import { booleanFilter, dateFilter, lookupFilter, relatedFilter, textFilter } from "./filters.js";
import type { ListPage } from "./model-admin.js";

/** A page with these facets. */
function pageWith(facets: ListPage["facets"]): ListPage {
  return { rows: [], count: 0, total: 0, facets };
}

const nothing = pageWith({});

describe("a filter by a flag", () => {
  const filter = booleanFilter("is_staff__exact", "staff status");

  test("offers yes and no, with their counts when there are some", () => {
    const counted = pageWith({ is_staff__exact: [{ value: "0", label: "", count: 7 }] });
    expect(filter.choices(counted)).toEqual([
      { label: "Yes", parameters: { is_staff__exact: "1" }, count: undefined },
      { label: "No", parameters: { is_staff__exact: "0" }, count: 7 },
    ]);
  });

  test.each(["", "2", "True"])("does not take %p", (value) => {
    expect(filter.accepts("is_staff__exact", value)).toBe(false);
  });
});

describe("a filter by what is related", () => {
  const filter = relatedFilter({ parameter: "groups__id__exact", noneParameter: "groups__isnull", title: "groups" });

  test("is not there when there is nothing to choose", () => {
    expect(filter.choices(nothing)).toEqual([]);
  });

  test("offers each, and none of them", () => {
    const page = pageWith({ groups__id__exact: [{ value: "x", label: "Staff", count: undefined }] });
    expect(filter.choices(page).map(({ label, parameters }) => [label, parameters])).toEqual([
      ["Staff", { groups__id__exact: "x" }],
      ["-", { groups__isnull: "True" }],
    ]);
  });
});

describe("a filter by time", () => {
  const filter = dateFilter({ field: "last_login", title: "last login", canBeNever: true });

  test("offers Django's spans and never", () => {
    expect(filter.choices(nothing).map(({ label }) => label)).toEqual(["Today", "Past 7 days", "This month", "This year", "Never"]);
  });

  test("takes days and moments, and never as Django writes it", () => {
    expect(filter.accepts("last_login__gte", "2026-11-20")).toBe(true);
    expect(filter.accepts("last_login__lt", "2026-11-20 00:00:00+00:00")).toBe(true);
    expect(filter.accepts("last_login__isnull", "True")).toBe(true);
    expect(filter.accepts("last_login__isnull", "2026-11-20")).toBe(false);
    expect(filter.accepts("last_login__gte", "2026-13-45")).toBe(false);
  });

  test("counts its days where the viewer is, over the ends of months and years", () => {
    expect(datePresets(new Date(2026, 11, 31, 23, 59)).map(({ name, from, before }) => [name, from, before])).toEqual([
      ["TODAY", "2026-12-31", "2027-01-01"],
      ["PAST_7_DAYS", "2026-12-24", "2027-01-01"],
      ["THIS_MONTH", "2026-12-01", "2027-01-01"],
      ["THIS_YEAR", "2026-01-01", "2027-01-01"],
    ]);
  });

  test("means by a day its beginning where the viewer is, and by a moment the moment", () => {
    expect(readTime("2026-11-20")).toBe(new Date(2026, 10, 20).toISOString());
    expect(readTime("2026-11-20 01:00:00+01:00")).toBe("2026-11-20T00:00:00.000Z");
    expect(readTime("20.11.2026")).toBeNull();
  });
});

describe("a filter by text", () => {
  test("offers what is counted and takes any other text", () => {
    const filter = textFilter({ parameter: "email_domain", title: "email domain", label: "Domain" });
    const page = pageWith({ email_domain: [{ value: "example.com", label: "example.com", count: 3 }] });
    expect(filter.choices(page)).toEqual([{ label: "example.com", parameters: { email_domain: "example.com" }, count: 3 }]);
    expect([filter.accepts("email_domain", "other.org"), filter.accepts("email_domain", "a\0b")]).toEqual([true, false]);
  });

  test("in addresses only offers nothing", () => {
    expect(lookupFilter(["username__startswith"]).choices(nothing)).toEqual([]);
  });
});
