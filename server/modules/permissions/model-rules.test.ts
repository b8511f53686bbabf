import { describe, expect, test } from "@jest/globals";

import type { ProtectedModel } from "../../foundation/kernel/protected-model.js";
import { faultsOfLabel, faultsOfModels, faultsOfName } from "./model-rules.js";

const order: ProtectedModel = { appLabel: "shop", model: "order", label: "order" };
const ours = [{ appLabel: "auth", model: "user", label: "user" }];
const codes = (faults: readonly { code: string }[]) => faults.map(({ code }) => code);

describe("names", () => {
  test.each(["a", "_a", "order", "order2", "line_item", "x".repeat(93)])("%s is one", (name) => {
    expect(faultsOfName(name, "model")).toEqual([]);
  });

  test.each([
    ["", "REQUIRED"],
    ["x".repeat(94), "TOO_LONG"],
    ["2nd", "INVALID"],
    ["Order", "INVALID"],
    ["a.b", "INVALID"],
    ["a b", "INVALID"],
    ["a\n", "INVALID"],
    ["ord\u00e9r", "INVALID"],
    ["\u0430dmin", "INVALID"],
    ["a\0b", "INVALID"],
  ])("%j is none", (name, code) => {
    expect(codes(faultsOfName(name, "model"))).toEqual([code]);
  });

  test("a model's longest name fits into a codename", () => {
    expect(`change_${"x".repeat(93)}`).toHaveLength(100);
    expect(codes(faultsOfName("x".repeat(100), "codename"))).toEqual([]);
  });
});

test.each([
  ["Bestellung \u00e0 la carte \u{1f355}", []],
  ["\u{1f355}".repeat(100), []],
  ["\u{1f355}".repeat(101), ["TOO_LONG"]],
  ["", ["REQUIRED"]],
  ["a\nb", ["INVALID"]],
  ["a\u202eb", ["INVALID"]],
  ["a\ud800b", ["INVALID"]],
])("the label %j", (label, faults) => {
  expect(codes(faultsOfLabel(label, "label"))).toEqual(faults);
});

describe("models in code", () => {
  test("that are well formed have no faults", () => {
    const extra = { ...order, model: "invoice", permissions: [{ codename: "send_invoice", label: "Can send" }] };
    expect(faultsOfModels([order, extra], ours)).toEqual([]);
  });

  test.each<[string, ProtectedModel[], string[]]>([
    [
      "an app of ours",
      [{ ...order, appLabel: "auth" }],
      ["models: auth.order: The app label auth belongs to Gatehouse; choose another one."],
    ],
    ["the same twice", [order, order], ["shop.order", "add_order", "change_order", "delete_order", "view_order"]],
    [
      "one name for two permissions",
      [order, { ...order, model: "invoice", permissions: [{ codename: "view_order", label: "x" }] }],
      ["models: shop.view_order is registered twice"],
    ],
    ["many faults", [{ appLabel: "", model: "A", label: "" }], ["Enter a name.", "lower-case", "Enter a label."]],
  ])("with %s are told of line by line", (_name, models, lines) => {
    expect(faultsOfModels(models, ours)).toEqual(lines.map((line) => expect.stringContaining(line)));
  });
});
