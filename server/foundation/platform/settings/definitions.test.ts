import { describe, expect, test } from "@jest/globals";
import { definitions } from "./definitions.js";
import { SettingFault } from "./setting.js";

describe("GATEHOUSE_PASSWORD_HASHERS", () => {
  const { defaultText = "" } = definitions.passwordHashers;
  const parse = (text: string) => definitions.passwordHashers.parse(text);

  test("writes bcrypt_sha256 and reads no md5 unless told otherwise", () => {
    expect(parse(defaultText)).toEqual(["bcrypt_sha256", "argon2", "pbkdf2_sha256", "pbkdf2_sha1", "scrypt", "bcrypt"]);
  });

  test("takes another order, and md5 at the end", () => {
    expect(parse("argon2, bcrypt_sha256, md5")).toEqual(["argon2", "bcrypt_sha256", "md5"]);
  });

  test.each([
    ["bcrypt,bcrypt_sha256", /must not begin with bcrypt,.*72nd byte/],
    ["md5", /must not begin with md5/],
    ["argon2,sha1", /must be one of .*, not "sha1"/],
    ["argon2,,md5", /empty entry/],
    ["argon2,argon2", /twice/],
  ])("refuses %s", (text, message) => {
    expect(() => parse(text)).toThrow(SettingFault);
    expect(() => parse(text)).toThrow(message);
  });
});
