import { describe, expect, test } from "@jest/globals";

import { Hook } from "./hook.js";
import { Signal } from "./signal.js";
import { UserErrors } from "./user-error.js";

const nextTurn = async () => new Promise((resolve) => setImmediate(resolve));

describe("Signal", () => {
  test("tells all listeners, and reports one that fails without harm to the others", async () => {
    const heard: string[] = [];
    const failures: unknown[] = [];
    const signal = new Signal<string>("happened", (error, name) => failures.push([(error as Error).message, name]));
    signal.connect(() => {
      throw new Error("planned");
    });
    signal.connect(async (event) => {
      heard.push(event);
    });
    signal.send("tea is ready");
    await nextTurn();
    expect([heard, failures]).toEqual([["tea is ready"], [["planned", "happened"]]]);
  });
});

describe("Hook", () => {
  test("asks in order and stops at the first veto", async () => {
    const asked: string[] = [];
    const hook = new Hook<string>();
    hook.use(() => void asked.push("first"));
    hook.use(async () => {
      asked.push("second");
      throw new UserErrors([{ code: "INVALID", message: "Not today.", path: [] }]);
    });
    hook.use(() => void asked.push("third"));
    await expect(hook.ask("may I?")).rejects.toThrow(UserErrors);
    expect(asked).toEqual(["first", "second"]);
  });
});
