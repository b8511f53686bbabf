import { describe, expect, test } from "@jest/globals";
import { bundledCommonPasswords, CommonPasswordValidator } from "./common-password.validator.js";

describe("CommonPasswordValidator", () => {
  const validator = new CommonPasswordValidator();

  test.each(
    [
      "password 123456 qwerty123 iloveyou trustno1 letmein password123 password1 admin godzilla welcome1 monkey dragon sunshine",
      "princess football baseball superman qwertyuiop 1q2w3e4r abc123 passw0rd django gatehouse gatehouse123",
    ]
      .join(" ")
      .split(" "),
  )("refuses %s", (password) => {
    expect(validator.check(password)?.code).toBe("TOO_COMMON");
  });

  test.each([" PASSWORD ", "Password123\n", "\u001cTrustNo1"])("refuses %j in spite of case and white space", (password) => {
    expect(validator.check(password)?.code).toBe("TOO_COMMON");
  });

  test.each(["", "pass word", "plover-in-the-reeds", "constructor", "__proto__"])("accepts %j", (password) => {
    expect(validator.check(password)).toBeUndefined();
  });

  test("takes another list", () => {
    const ownList = new CommonPasswordValidator(() => new Set(["hunter22hunter22"]));
    expect(ownList.check("Hunter22Hunter22")?.code).toBe("TOO_COMMON");
    expect(ownList.check("password")).toBeUndefined();
  });
});

describe("the bundled list", () => {
  const words = [...bundledCommonPasswords()];

  test("has about 20,000 entries, at least 8,000 of them of eight characters or more", () => {
    expect(words.length).toBeGreaterThanOrEqual(19_500);
    expect(words.filter((word) => word.length >= 8).length).toBeGreaterThanOrEqual(8_000);
  });

  test("holds only what a trimmed, lower-cased password can equal", () => {
    expect(words.filter((word) => word === "" || word !== word.trim().toLowerCase())).toEqual([]);
  });
});
