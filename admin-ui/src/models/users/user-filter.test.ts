import { expect, test } from "@jest/globals";

import { toUserFilter, toUserSelection } from "./user-filter.js";

const filterOf = (query: string) => toUserFilter(new Map(new URLSearchParams(query)));

test("Django's parameters mean what they mean there", () => {
  expect(filterOf("is_staff__exact=1&is_active__exact=0&groups__id__exact=g")).toEqual({
    isStaff: true,
    isActive: false,
    groups: { in: ["g"] },
  });
  expect(filterOf("groups__isnull=True")).toEqual({ groups: { none: true } });
  expect(filterOf("last_login__isnull=True")).toEqual({ lastLogIn: null });
});

test("lookups of one field are put together", () => {
  expect(filterOf("username__startswith=a&username__icontains=b&email__iexact=c@d.e")).toEqual({
    username: { startsWith: "a", contains: "b" },
    email: { equals: "c@d.e" },
  });
});

test("spans may be open at either end", () => {
  expect(filterOf("date_joined__gte=2026-11-20T00:00:00Z")).toEqual({ joinedAt: { from: "2026-11-20T00:00:00.000Z", before: null } });
});

test("a list that nothing narrows means everybody, and says so", () => {
  expect(toUserSelection({ search: "", filters: new Map() })).toEqual({ search: "", filter: {}, everyone: true });
  expect(toUserSelection({ search: "a", filters: new Map() }).everyone).toBe(false);
});
