import { expect, test } from "@jest/globals";
import { QueryRunnerAlreadyReleasedError } from "typeorm";

import { isUnavailable } from "./database-errors.js";

test.each([
  ["the database is starting or stopping", Object.assign(new Error("starting"), { code: "57P03" })],
  ["nobody listens", Object.assign(new Error("refused"), { code: "ECONNREFUSED" })],
  ["the connection of a transaction broke", new QueryRunnerAlreadyReleasedError()],
])("a request may be repeated when %s", (_when, error) => {
  expect(isUnavailable(error)).toBe(true);
});

test.each([
  ["a statement is wrong", Object.assign(new Error("syntax"), { code: "42601" })],
  ["the program is wrong", new TypeError("undefined is not a function")],
])("it is a fault of ours when %s", (_when, error) => {
  expect(isUnavailable(error)).toBe(false);
});
