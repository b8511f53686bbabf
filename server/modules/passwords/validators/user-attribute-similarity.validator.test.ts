import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { PasswordContext } from "./password-validator.js";
import { UserAttributeSimilarityValidator } from "./user-attribute-similarity.validator.js";

const validator = new UserAttributeSimilarityValidator();
const hit = (password: string, user: PasswordContext) => validator.check(password, user)?.params;

describe("UserAttributeSimilarityValidator", () => {
  test.each<[string, PasswordContext, string]>([
    ["alice123", { username: "alice" }, "username"],
    ["alice12", { username: "alice" }, "username"],
    ["ecila1", { username: "alice" }, "username"],
    ["ALICE123", { username: "Alice" }, "username"],
    ["smith2024", { lastName: "smith" }, "lastName"],
    ["johnsmith", { email: "john.smith@example.com" }, "email"],
    ["example.com", { email: "testclient@example.com" }, "email"],
    ["mueller1", { firstName: "Anna-Mueller" }, "firstName"],
    ["😀😁😂", { username: "😂😀😁" }, "username"],
  ])("refuses %s for %j and names the %s", (password, user, attribute) => {
    expect(validator.check(password, user)).toMatchObject({ code: "TOO_SIMILAR", params: { attribute } });
  });

  test.each<[string, PasswordContext]>([
    ["joe12345", { username: "joe" }],
    ["alicealice", { username: "alice" }],
    ["anything", {}],
    ["anything", { username: "", firstName: undefined }],
    ["", { username: "alice@" }],
  ])("accepts %j for %j", (password, user) => {
    expect(validator.check(password, user)).toBeUndefined();
  });

  test("names the first attribute of several", () => {
    expect(hit("alice123", { email: "alice@x.org", firstName: "Alice" })).toEqual({ attribute: "firstName" });
  });

  test("looks only at the attributes it was told", () => {
    const onlyEmail = new UserAttributeSimilarityValidator({ attributes: ["email"] });
    expect(onlyEmail.check("alice123", { username: "alice" })).toBeUndefined();
    expect(onlyEmail.check("alice123", { email: "alice@x.org" })).toMatchObject({ params: { attribute: "email" } });
  });

  test("refuses at exactly the limit", () => {
    const strict = new UserAttributeSimilarityValidator({ maxSimilarity: 0.5 });
    expect(strict.check("abcd", { username: "abxy" })).toBeDefined();
    expect(strict.check("abcde", { username: "abxy" })).toBeUndefined();
  });

  test.each([0.09, 0, -1, Number.NaN])("does not start with the limit %d", (maxSimilarity) => {
    expect(() => new UserAttributeSimilarityValidator({ maxSimilarity })).toThrow(RangeError);
  });

  test("describes the attributes in words", () => {
    expect(validator.describe()).toBe("Choose a password that does not resemble your username, first name, last name, or email address.");
  });

  test("is quick for the longest password against the longest attributes", () => {
    const user = { username: "a.".repeat(75), firstName: "x ".repeat(75), email: `${"b.".repeat(122)}@example.org` };
    const started = performance.now();
    validator.check("q".repeat(4096), user);
    validator.check("ab.".repeat(1365), user);
    expect(performance.now() - started).toBeLessThan(50);
  });

  test("agrees with the definition: twice the common characters over both lengths", () => {
    const word = fc.string({ unit: fc.constantFrom(..."abc1😀"), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(word, word, fc.double({ min: 0.1, max: 1, noNaN: true }), (password, username, maxSimilarity) => {
        const isTooSimilar = similarity(password, username) >= maxSimilarity || wordsSimilar(password, username, maxSimilarity);
        return (new UserAttributeSimilarityValidator({ maxSimilarity }).check(password, { username }) !== undefined) === isTooSimilar;
      }),
    );
  });
});

/** The definition done slowly: strike out each character of the word once where the password has it. */
function similarity(password: string, word: string): number {
  const left = [...password];
  const common = [...word].filter((letter) => left.includes(letter) && left.splice(left.indexOf(letter), 1)).length;
  return (2 * common) / ([...password].length + [...word].length);
}

function wordsSimilar(password: string, username: string, limit: number): boolean {
  return username.split("😀").some((word) => similarity(password, word) >= limit);
}
