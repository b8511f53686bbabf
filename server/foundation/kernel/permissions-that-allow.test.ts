import { expect, test } from "@jest/globals";

import { permissionsThatAllow } from "./permissions-that-allow.js";

test("who may change objects may view them", () => {
  expect(permissionsThatAllow("shop.view_order")).toEqual(["shop.view_order", "shop.change_order"]);
});

test.each(["shop.add_order", "shop.change_order", "shop.delete_order", "shop.review_order"])("%s is needed itself", (permission) => {
  expect(permissionsThatAllow(permission)).toEqual([permission]);
});
