import { describe, expect, test } from "@jest/globals";

import { refuseImpersonators, type Visitor } from "./visitor.js";

const visitor: Visitor = { user: null, impersonator: null, hasPermission: async () => false };

describe("refuseImpersonators", () => {
  test("lets everybody pass who is themselves", async () => {
    await expect(refuseImpersonators()(visitor)).resolves.toBeUndefined();
  });

  test("refuses who acts as somebody else", async () => {
    const acting = { ...visitor, impersonator: { id: "1", name: "root" } };
    await expect(refuseImpersonators()(acting)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
