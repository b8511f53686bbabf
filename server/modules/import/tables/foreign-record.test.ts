import { expect, test } from "@jest/globals";

import { toDjangoRecord } from "./foreign-record.js";

test.each([
  ["$2b$04$abcdefghijklmnopqrstuuanVo7Xut1CH8VGIGlz1JovQh9GJbbtG", "bcrypt$$2b$04$abcdefghijklmnopqrstuuanVo7Xut1CH8VGIGlz1JovQh9GJbbtG"],
  ["$argon2id$v=19$m=64,t=1,p=2$c2Fs$Zm9v", "argon2$argon2id$v=19$m=64,t=1,p=2$c2Fs$Zm9v"],
  ["pbkdf2_sha256$1000$salt$key", "pbkdf2_sha256$1000$salt$key"],
  ["$6$of-the-shadow-file", "$6$of-the-shadow-file"],
])("%s becomes %s", (record, known) => {
  expect(toDjangoRecord(record)).toBe(known);
});

test("no record becomes one that no password opens", () => {
  expect(toDjangoRecord("")).toMatch(/^!.{40}$/);
});
