import { describe, expect, test } from "@jest/globals";

import { booleanFilter, dateFilter, relatedFilter } from "./filters.js";
import {
  changed,
  filteredBy,
  hasNullCharacter,
  isChosen,
  type ListState,
  markedOrder,
  readListState,
  sortedBy,
  toListRequest,
  turned,
  unsorted,
  writeListState,
} from "./list-state.js";

const column = (name: string, orderField?: string) => ({
  name,
  heading: name,
  ...(orderField === undefined ? {} : { orderField }),
  cell: () => null,
});

const staff = booleanFilter("is_staff__exact", "staff status");
const groups = relatedFilter({ parameter: "groups__id__exact", noneParameter: "groups__isnull", title: "groups" });
const description = {
  listDisplay: [column("username", "USERNAME"), column("email", "EMAIL"), column("groups"), column("is_staff", "IS_STAFF")],
  listFilter: [staff, groups, dateFilter({ field: "date_joined", title: "date joined" })],
  ordering: ["username"],
};

/** The state at an address that makes sense. */
function at(query: string): ListState {
  const state = readListState(new URLSearchParams(query), description);
  if (!state) throw new Error(`?${query} makes no sense`);
  return state;
}

const address = (state: ListState): string => writeListState(state, description);

describe("an address", () => {
  test("says the whole state, and is written as it was read", () => {
    const query = "?q=ann&is_staff__exact=1&o=-2.1&_facets=True&p=3";
    expect(address(at(query))).toBe(query);
  });

  test("is bare for the bare list", () => {
    expect(address(at(""))).toBe("");
  });

  test.each([
    "p=0",
    "p=-1",
    "p=99999999999999999999",
    "is_staff__exact=yes",
    "nonsense=1",
    "groups__id__exact=a,b",
    "date_joined__gte=soon",
  ])("with %s makes no sense", (query) => {
    expect(readListState(new URLSearchParams(query), description)).toBeNull();
  });

  test("with a page that is no number is page one", () => {
    expect(at("p=last").page).toBe(1);
  });

  test("skips columns that are not there, that cannot be sorted, and that come twice", () => {
    expect(at("o=9.3.x.-2.2.1").order).toEqual([
      { column: "email", isDescending: true },
      { column: "username", isDescending: false },
    ]);
  });

  test("takes the flag of a cleaned address, and forgets it", () => {
    expect(address(at("e=1"))).toBe("");
  });

  test("with a null character searches for nothing and says so", () => {
    const parameters = new URLSearchParams("q=a%00b");
    expect([at("q=a%00b").search, hasNullCharacter(parameters)]).toEqual(["", true]);
  });
});

describe("sorting", () => {
  test("by another column puts it in front of the default order", () => {
    expect(address(sortedBy(at(""), "email", description))).toBe("?o=2.1");
  });

  test("by a sorted column turns it and puts it first", () => {
    expect(address(sortedBy(at("o=2.1"), "username", description))).toBe("?o=-1.2");
  });

  test("can be turned in place", () => {
    expect(address(turned(at("o=2.1"), "username", description))).toBe("?o=2.-1");
  });

  test("without its last key is the default order, with no heading marked", () => {
    const state = unsorted(at(""), "username", description);
    expect([address(state), markedOrder(state, description), toListRequest(state, description).orderBy]).toEqual([
      "?o=",
      [],
      [{ field: "USERNAME", direction: "ASC" }],
    ]);
  });

  test("goes back to page one and keeps search, filters and counts", () => {
    expect(address(sortedBy(at("q=a&is_staff__exact=0&_facets=&p=4"), "email", description))).toBe(
      "?q=a&is_staff__exact=0&o=2.1&_facets=True",
    );
  });
});

describe("a filter", () => {
  test("has one choice in force, and goes back to page one", () => {
    const state = filteredBy(at("groups__isnull=True&is_staff__exact=1&p=2"), groups, { groups__id__exact: "x" });
    expect(address(state)).toBe("?is_staff__exact=1&groups__id__exact=x");
  });

  test("lets go with no parameters, and leaves out empty ones", () => {
    expect(address(filteredBy(at("groups__id__exact=x"), groups, {}))).toBe("");
    expect(address(filteredBy(at(""), groups, { groups__id__exact: "" }))).toBe("");
  });

  test("knows which choice is in force", () => {
    const state = at("groups__id__exact=x");
    expect([isChosen(state, groups, { groups__id__exact: "x" }), isChosen(state, groups, {}), isChosen(state, staff, {})]).toEqual([
      true,
      false,
      true,
    ]);
  });
});

test("all rows are asked for up to a number, and one page otherwise", () => {
  expect(toListRequest(at("all="), description)).toMatchObject({ first: 200, offset: 0 });
  expect(toListRequest(changed(at(""), { page: 3 }), description)).toMatchObject({ first: 100, offset: 200 });
});
