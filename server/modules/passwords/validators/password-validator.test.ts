import { describe, expect, test } from "@jest/globals";
import { CommonPasswordValidator } from "./common-password.validator.js";
import { MinimumLengthValidator } from "./minimum-length.validator.js";
import { NumericPasswordValidator } from "./numeric-password.validator.js";
import { checkPassword } from "./password-validator.js";
import { UserAttributeSimilarityValidator } from "./user-attribute-similarity.validator.js";

const validators = [
  new UserAttributeSimilarityValidator(),
  new MinimumLengthValidator(),
  new CommonPasswordValidator(),
  new NumericPasswordValidator(),
];

describe("checkPassword", () => {
  test("reports all failures in the order of the validators", () => {
    const faults = checkPassword(validators, "1234567", { username: "1234567" });
    expect(faults.map((fault) => fault.code)).toEqual(["TOO_SIMILAR", "TOO_SHORT", "TOO_COMMON", "ENTIRELY_NUMERIC"]);
  });

  test("accepts a long password of lower-case letters", () => {
    expect(checkPassword(validators, "ploverinthereeds", { username: "alice" })).toEqual([]);
  });

  test("accepts everything without validators", () => {
    expect(checkPassword([], "", {})).toEqual([]);
  });
});
