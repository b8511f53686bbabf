import { describe, expect, test } from "@jest/globals";

import { withDeadline } from "./deadline.js";

describe("withDeadline", () => {
  test("gives the result of work that ends in time, and its failure", async () => {
    expect(await withDeadline(Promise.resolve("done"), 1_000)).toBe("done");
    await expect(withDeadline(Promise.reject(new Error("planned")), 1_000)).rejects.toThrow("planned");
  });

  test("answers for work that never ends", async () => {
    await expect(withDeadline(new Promise(() => undefined), 1)).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE" });
  });
});
