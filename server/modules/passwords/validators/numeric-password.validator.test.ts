import { describe, expect, test } from "@jest/globals";
import { NumericPasswordValidator } from "./numeric-password.validator.js";

const code = (password: string) => new NumericPasswordValidator().check(password)?.code;

describe("NumericPasswordValidator", () => {
  test.each(["73459812", "１２３４５６７８", "٣٤٥٦٧٨٩٠", "¹²³⁴⁵⁶⁷⁸", "₁₂₃", "①②③⓪", "⑴⒈❶➀➊", "፩፪", "𐩀𐹠𑁒🄀", "1٢³"])(
    "refuses %s",
    (password) => {
      expect(code(password)).toBe("ENTIRELY_NUMERIC");
    },
  );

  // Numeric, yet neither decimal nor digit: fractions, Roman numerals, ten in a circle, ideographs.
  test.each(["", "1234567a", "12 34", "-1234567", "1.5", "½", "ⅧⅧ", "⑩", "一二三", "1234\n"])("accepts %j", (password) => {
    expect(code(password)).toBeUndefined();
  });

  test("knows 128 digits beside the decimal ones, as Python 3.11 does", () => {
    let others = 0;
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
      const character = String.fromCodePoint(codePoint);
      if (!/\p{Nd}/u.test(character) && code(character)) others++;
    }
    expect(others).toBe(128);
  });
});
