import { expect, test } from "@jest/globals";

import { suggestUsername } from "./system-username.js";

test.each([
  ["root", "root"],
  ["José Pérez", "joseperez"],
  ["ΔOMAIN\\Ann", "omain\\ann"],
  ["名前", ""],
])("the system name %s suggests %s", (systemName, username) => {
  expect(suggestUsername(systemName)).toBe(username);
});
