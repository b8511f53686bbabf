import { describe, expect, test } from "@jest/globals";

import type { UserRecord } from "../../accounts/user-record.js";
import { type DelegationFault, djangoDelegation, type StaffActor, strictDelegation, type WantedChange } from "./delegation.js";

const user = (fields: Partial<UserRecord> = {}): UserRecord => ({
  id: "target",
  username: "target",
  firstName: "",
  lastName: "",
  email: "",
  isActive: true,
  isStaff: false,
  isSuperuser: false,
  joinedAt: new Date(0),
  lastLoginAt: null,
  version: 1,
  externalId: null,
  ...fields,
});
const own = user({ id: "actor", isStaff: true });
const staff: StaffActor = { user: own, held: new Set(["auth.change_user", "auth.view_user"]) };
const superuser: StaffActor = { user: { ...own, isSuperuser: true }, held: new Set(["auth.change_user", "auth.view_user"]) };
const ordinary = user();
const colleague = user({ isStaff: true });
const inactive = user({ isActive: false });
const chief = user({ isSuperuser: true });

const [within, beyond] = [["auth.view_user"], ["auth.view_user", "auth.delete_user"]];
const everyChange: WantedChange = {
  isActive: true,
  isStaff: true,
  isSuperuser: true,
  isDeleted: true,
  groupIds: beyond,
  permissions: beyond,
  email: new Set(beyond),
  password: new Set(beyond),
};

function placesOf(faults: readonly DelegationFault[]): string[] {
  return faults.map(({ code, field }) => `${code} ${field}`);
}

describe("strict delegation, of others", () => {
  test.each<[string, UserRecord | null, WantedChange, string[]]>([
    ["nothing in particular", ordinary, {}, []],
    ["shut out", ordinary, { isActive: false }, []],
    ["deleted", colleague, { isDeleted: true }, []],
    ["let in again", inactive, { isActive: true }, ["OUT_OF_SCOPE isActive"]],
    ["left as they are, active", ordinary, { isActive: true }, []],
    ["made staff", ordinary, { isStaff: true }, ["OUT_OF_SCOPE isStaff"]],
    ["made as staff", null, { isStaff: true }, ["OUT_OF_SCOPE isStaff"]],
    ["left as they are, staff", colleague, { isStaff: true }, []],
    ["staff no more", colleague, { isStaff: false }, []],
    ["made superuser", ordinary, { isSuperuser: true }, ["OUT_OF_SCOPE isSuperuser"]],
    ["made as superuser", null, { isSuperuser: true }, ["OUT_OF_SCOPE isSuperuser"]],
    ["a superuser, changed in anything", chief, {}, ["OUT_OF_SCOPE null"]],
    ["given what the actor holds", ordinary, { permissions: within, groupIds: within }, []],
    ["given more", ordinary, { permissions: beyond }, ["OUT_OF_SCOPE permissions"]],
    ["given more by a group", ordinary, { groupIds: beyond }, ["OUT_OF_SCOPE groupIds"]],
    ["made with more", null, { permissions: beyond }, ["OUT_OF_SCOPE permissions"]],
    ["relieved of anything", ordinary, { permissions: [], groupIds: [] }, []],
    ["given an address, holding no more", ordinary, { email: new Set(within) }, []],
    ["given an address, holding more", ordinary, { email: new Set(beyond) }, ["OUT_OF_SCOPE email"]],
    ["given a password, holding more", ordinary, { password: new Set(beyond) }, ["OUT_OF_SCOPE password"]],
    ["staff, given a password by staff", colleague, { password: new Set(within) }, []],
    ["made with a password", null, { password: new Set(), email: new Set() }, []],
  ])("%s", (_name, target, wanted, faults) => {
    expect(placesOf(strictDelegation.ofUser(staff, target, wanted))).toEqual(faults);
    expect(placesOf(strictDelegation.ofUser(superuser, target, wanted))).toEqual([]);
  });

  test("keeps who is no staff from taking over staff", () => {
    const plain = { ...staff, user: { ...own, isStaff: false } };
    expect(placesOf(strictDelegation.ofUser(plain, colleague, { email: new Set() }))).toEqual(["OUT_OF_SCOPE email"]);
    expect(placesOf(strictDelegation.ofUser(plain, ordinary, { email: new Set() }))).toEqual([]);
  });

  test("names one permission that the actor lacks", () => {
    expect(strictDelegation.ofUser(staff, ordinary, { permissions: beyond })[0]?.params).toEqual({ permission: "auth.delete_user" });
  });
});

describe("strict delegation, of oneself", () => {
  test.each<[string, WantedChange, string[], string[]]>([
    ["an address", { email: new Set(beyond) }, [], []],
    ["what stays as it is", { isStaff: true, isSuperuser: false, isActive: true }, [], []],
    ["deletion", { isDeleted: true }, ["isDeleted"], ["isDeleted"]],
    ["deactivation", { isActive: false }, ["isActive"], ["isActive"]],
    ["a password", { password: new Set() }, ["password"], ["password"]],
    ["rights", { isStaff: false, groupIds: [], permissions: within }, ["isStaff", "groupIds", "permissions"], []],
    ["the rank of superuser", { isSuperuser: true }, ["isSuperuser"], []],
  ])("%s", (_name, wanted, forStaff, forSuperusers) => {
    const forbidden = (fields: string[]) => fields.map((field) => `SELF_ACTION_FORBIDDEN ${field}`);
    expect(placesOf(strictDelegation.ofUser(staff, own, wanted))).toEqual(forbidden(forStaff));
    expect(placesOf(strictDelegation.ofUser(superuser, superuser.user, wanted))).toEqual(forbidden(forSuperusers));
  });
});

describe("strict delegation, of groups", () => {
  test("lets staff give what they hold, and superusers anything", () => {
    expect(strictDelegation.ofGroup(staff, within)).toEqual([]);
    expect(strictDelegation.ofGroup(staff, beyond)).toMatchObject([{ code: "OUT_OF_SCOPE" }]);
    expect(strictDelegation.ofGroup(superuser, beyond)).toEqual([]);
  });
});

describe("Django's delegation", () => {
  test.each([ordinary, colleague, inactive, chief, own])("lets staff do everything to everybody", (target) => {
    expect(placesOf(djangoDelegation.ofUser(staff, target, everyChange))).toEqual([]);
    expect(djangoDelegation.ofGroup(staff, beyond)).toEqual([]);
  });

  test("lets only those make users who may change them", () => {
    const adder = { ...staff, held: new Set(["auth.add_user"]) };
    expect(placesOf(djangoDelegation.ofUser(adder, null, {}))).toEqual(["OUT_OF_SCOPE null"]);
    expect(placesOf(djangoDelegation.ofUser(staff, null, everyChange))).toEqual([]);
    expect(placesOf(djangoDelegation.ofUser(superuser, null, everyChange))).toEqual([]);
  });
});
