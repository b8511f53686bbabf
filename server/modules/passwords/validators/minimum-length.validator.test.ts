import { describe, expect, test } from "@jest/globals";
import { MinimumLengthValidator } from "./minimum-length.validator.js";

describe("MinimumLengthValidator", () => {
  test("counts code points: seven emoji are too few, eight are enough", () => {
    const validator = new MinimumLengthValidator();
    expect(validator.check("😀".repeat(7))).toMatchObject({ code: "TOO_SHORT", params: { minLength: 8 } });
    expect(validator.check("😀".repeat(8))).toBeUndefined();
  });

  test.each([12, 15])("takes %d as the limit", (minLength) => {
    const validator = new MinimumLengthValidator({ minLength });
    expect(validator.check("x".repeat(minLength - 1))).toMatchObject({ params: { minLength } });
    expect(validator.check("x".repeat(minLength))).toBeUndefined();
  });

  test("does not trim", () => {
    expect(new MinimumLengthValidator().check("        ")).toBeUndefined();
  });

  test("describes its limit", () => {
    expect(new MinimumLengthValidator({ minLength: 12 }).describe()).toBe("Use at least 12 characters.");
  });
});
